"""The shape of what people type about figures."""
