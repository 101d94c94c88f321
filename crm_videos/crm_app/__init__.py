"""Testimonies from the Community Response App: a manifest and its files, taken row by row."""
