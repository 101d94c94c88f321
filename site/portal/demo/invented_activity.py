"""An invented activity for the export to IATI: every name and identifier says DEMO."""

import datetime

from portal.open_data.models import KindOfOrganisation, PublishedActivity, StateOfActivity


def make_activity() -> None:
    """Say who reports, so that the demo has an export to look at."""
    activity = PublishedActivity.load()
    activity.identifier = "DEMO-BD-SAFE-MIGRATION-01"
    activity.about_en = (
        "DEMO: invented. Awareness of safe migration, and where returnees find help, told in "
        "Bangladesh through community events and digital media."
    )
    activity.about_bn = (
        "DEMO: বানানো। নিরাপদ অভিবাসন আর বিদেশফেরত মানুষ কোথায় সাহায্য পান, তা এলাকার আয়োজনে ও ডিজিটাল মাধ্যমে জানানো।"
    )
    activity.state = StateOfActivity.RUNNING
    activity.starts_on = datetime.date(2017, 4, 1)
    for who, en, bn, kind in (
        ("reporter", "DEMO reporter", "DEMO প্রতিবেদক", KindOfOrganisation.MULTILATERAL),
        ("funder", "DEMO donor", "DEMO দাতা", KindOfOrganisation.GOVERNMENT),
        ("implementer", "DEMO partner", "DEMO সহযোগী", KindOfOrganisation.NATIONAL_NGO),
    ):
        setattr(activity, f"{who}_en", en)
        setattr(activity, f"{who}_bn", bn)
        setattr(activity, f"{who}_ref", f"DEMO-{who.upper()}")
        setattr(activity, f"{who}_kind", kind)
    activity.full_clean()
    activity.save()
