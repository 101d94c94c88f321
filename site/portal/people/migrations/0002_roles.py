"""The seven roles, as groups; Wagtail's Moderators become the Approvers."""

from django.db import migrations

from portal.people.granting import make_role
from portal.people.roles import APPROVERS, ROLES

WAGTAILS_NAME, WAGTAILS_APPROVAL = "Moderators", "Moderators approval"


def make_roles(apps, schema_editor):
    # Renamed, not replaced: its people, its permissions and its place in the
    # workflow stay. Editors has its name already.
    groups = apps.get_model("auth.Group").objects
    if not groups.filter(name=APPROVERS.name).exists():
        groups.filter(name=WAGTAILS_NAME).update(name=APPROVERS.name)
    made = {role.name: make_role(apps, role) for role in ROLES}
    approval = apps.get_model("wagtailcore.GroupApprovalTask").objects
    for task in approval.filter(groups=made[APPROVERS.name]):
        task.groups.add(made["Administrators"])
    for model in ("wagtailcore.Task", "wagtailcore.Workflow"):
        apps.get_model(model).objects.filter(name=WAGTAILS_APPROVAL).update(name="Approval")


def rename_back(apps, schema_editor):
    # The other groups may have people by now: they stay.
    apps.get_model("auth.Group").objects.filter(name=APPROVERS.name).update(name=WAGTAILS_NAME)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_spent_codes_and_shared_cache"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailadmin", "0006_formstate"),
        # For the names of their permissions.
        ("campaigns", "0007_centres_and_assignments"),
        ("events", "0005_exporting_is_a_permission"),
        ("media_ingest", "0005_alerts_in_the_readers_language"),
        ("pages", "0002_first_pages_in_two_languages"),
        # The last that look for Wagtail's groups by their names.
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
    ]
    operations = [migrations.RunPython(make_roles, rename_back)]
