"""The queues of the desk that know of pages, and what became of a story's pages."""
