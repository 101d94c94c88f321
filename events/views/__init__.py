"""The admin's own screens of events: import a sheet, the map of districts, the calendar."""
