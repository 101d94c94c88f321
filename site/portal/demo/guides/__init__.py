"""The topics of the demo with their guides, in both languages, one module a page or two."""
