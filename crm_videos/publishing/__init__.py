"""Bringing videos of stories to YouTube and Facebook, and taking them down again."""
