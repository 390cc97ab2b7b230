"""The same town every time: ids follow from keys, chance from a fixed seed."""

import random
import uuid

TOWN = uuid.UUID("6e696575-7765-7264-616d-00000000c0de")


def id_of(*keys: object) -> uuid.UUID:
    """The id of something in the town: always the same for the same keys."""
    return uuid.uuid5(TOWN, "/".join(str(key) for key in keys))


def chance(*keys: object) -> random.Random:
    """A source of chance of its own for each part, so that a change in one leaves the others alone."""
    return random.Random("/".join(str(key) for key in keys))  # noqa: S311 - a town, no secret
