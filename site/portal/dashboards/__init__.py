"""What was reached, drawn: one page for everybody, one for staff and the donor."""
