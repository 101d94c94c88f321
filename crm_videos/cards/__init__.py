"""Code cards: four words, handed over once, by which a person withdraws over the telephone."""
