"""Door two: ODK Collect and KoboCollect send their forms straight to us, by OpenRosa.

Forms are made from our own kinds and places, what comes back is read into the
content of a submission and handed to :mod:`events.intake`. Nothing here stores
an event.
"""
