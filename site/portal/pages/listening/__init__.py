"""Pages to listen to: the sounds that editors bring, and the one that a page plays."""
