"""Door three: events from a sheet, row by row."""
