"""The videos of stories: asking for one, making it, looking at it, its captions."""
