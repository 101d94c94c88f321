"""Open data: what the programme counts, for everybody and for machines.

``/api/v1/`` answers in JSON; beside it stand files (CSV, IATI 2.03, 3W) and a page that lists
them. All of it is made of the same rows, so small cells are hidden once and everywhere.
"""
