"""The pages at ``/field/stories/``: field staff record somebody with a phone, consent first."""
