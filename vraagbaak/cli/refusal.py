"""The way in which a command says no."""


class Refusal(Exception):
    """A command cannot do what was asked; the message is one Dutch sentence that says why and what helps."""
