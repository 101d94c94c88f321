"""The queue of a phone as a file: read, handed to the intake, and told record by record."""
