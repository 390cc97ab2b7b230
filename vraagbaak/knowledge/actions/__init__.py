"""Every change to knowledge."""
