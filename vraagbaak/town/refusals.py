"""Why the town refuses to fill a database."""


class NotEmpty(Exception):
    """The database holds something else already; what is invented may never come among what is real."""
