"""Erasing a person from everything, backups that are brought back included.

``deciding`` is the two people, ``carrying_out`` the steps, ``ports`` what the site adds to
them, ``tombstones`` the list that outlives the database. ``site/docs/erasure.md`` tells it whole.
"""
