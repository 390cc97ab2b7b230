"""The desk's pages and parts."""
