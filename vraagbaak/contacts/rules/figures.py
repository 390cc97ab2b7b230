"""Figures over questions, as the design defines them."""


def share_handled(handled: int, counting: int) -> int | None:
    """Handled by the desk = (answered + done + referred) / (all - dropped), in whole percents rounded down.

    None when nothing counts: a share of nothing is no 0 %.
    """
    return handled * 100 // counting if counting else None
