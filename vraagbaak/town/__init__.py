"""The demonstration town of Nieuwerdam; nothing in it is real."""
