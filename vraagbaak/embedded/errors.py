"""What can stand in the way of the embedded PostgreSQL, said so that an administrator can act on it."""


class EmbeddedError(Exception):
    """A sentence in Dutch for the administrator; never a traceback."""
