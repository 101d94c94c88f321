"""The admin's forms of campaigns: figures and channels, and who works where."""
