"""What staff see: questions that wait, counts of what the public said, polls."""
