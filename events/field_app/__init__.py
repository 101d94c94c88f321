"""Door one, the field app: a page that works without a network, and a queue on the phone."""
