"""Every change to contacts."""
