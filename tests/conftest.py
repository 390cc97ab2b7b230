"""Everybody at once, for tests that go over all roles."""

import pytest

from tests.routes import Cast


@pytest.fixture
def cast(anna, bram, chantal, dirk, esra, farid, greet, hans, iris, joost, kim, samir, make_agent) -> Cast:
    """Everyone, by first name; the host stands at the counter."""
    people = (anna, bram, chantal, dirk, esra, farid, greet, hans, iris, joost, kim, samir)
    wim = make_agent("Wim de Host", "host")
    return {agent.email.partition("@")[0]: agent for agent in (*people, wim)}
