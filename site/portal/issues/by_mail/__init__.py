"""The month report by mail: to people of the organisation who asked for it, each version once."""
