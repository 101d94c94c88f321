"""Lists of pages in the admin: beside each its other language, its review day and its weight."""
