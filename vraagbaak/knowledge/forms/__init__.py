"""The shape of what people type about knowledge."""
