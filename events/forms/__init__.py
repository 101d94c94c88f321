"""The admin forms of the events app."""
