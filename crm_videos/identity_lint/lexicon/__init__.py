"""Word lists of the identity lint. Each says what it is for; none of them is complete."""
