"""Every read of knowledge."""
