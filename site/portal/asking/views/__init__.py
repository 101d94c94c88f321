"""What the public sees of it: each a page of its own that nobody keeps, in both languages."""
