"""What became of a testimony, from the telling to the withdrawal, as one line of moments."""
