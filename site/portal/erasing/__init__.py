"""What the site keeps of a person, and how each of it is cleared when they are erased.

One file a kind of place; :mod:`portal.erasing.wiring` hands them to ``crm_videos.erasing``.
"""
