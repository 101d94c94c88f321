"""Photos of events: pieces arrive, a picture is looked at, a copy that tells nothing is shown."""
