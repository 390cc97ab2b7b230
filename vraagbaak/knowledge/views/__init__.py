"""The pages of knowledge: reading, writing, checking and keeping it."""
