"""Pages of contacts, residents and their administration."""
