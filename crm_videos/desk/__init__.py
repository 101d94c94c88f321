"""What waits for somebody: one queue for each kind of work, each in a file of its own."""
