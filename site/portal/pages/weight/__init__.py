"""What a page weighs for a reader on a weak network, and that none gets heavier than its kind."""
