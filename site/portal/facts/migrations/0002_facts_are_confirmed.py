"""Facts go through the workflow of pages: what an editor proposes, an approver confirms."""

from django.db import migrations


def assign(apps, schema_editor):
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="facts", model="fact"
    )
    workflow = (
        apps.get_model("wagtailcore", "Workflow")
        .objects.filter(name="Approval", active=True)
        .order_by("pk")
        .first()
    )
    if workflow is None:
        return  # somebody has built other workflows; they choose one for facts
    apps.get_model("wagtailcore", "WorkflowContentType").objects.get_or_create(
        content_type_id=content_type.pk, defaults={"workflow_id": workflow.pk}
    )


class Migration(migrations.Migration):
    dependencies = [
        ("facts", "0001_facts"),
        # The workflow under the name that it keeps.
        ("people", "0002_roles"),
    ]
    operations = [migrations.RunPython(assign, migrations.RunPython.noop)]
