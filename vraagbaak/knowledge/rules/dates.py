"""Dates in an article's life: checks are due in working days, reviews come round, reminders go a week ahead."""

from datetime import date, datetime, timedelta

from vraagbaak.core.worktime import Calendar, add_working_days

CHECK_WORKING_DAYS = 5
LINK_LASTS = timedelta(days=30)
REVIEW_DAYS = 365
REMIND_AHEAD = timedelta(days=7)


def check_due(asked: date, calendar: Calendar) -> date:
    """The day before which an owner is asked to answer: five working days, unless the editor asks otherwise."""
    return add_working_days(asked, CHECK_WORKING_DAYS, calendar)


def link_expires(asked: datetime, due: date) -> datetime:
    """When the owner's link stops working: thirty days after asking, and never before two weeks after it is due."""
    return asked + max(LINK_LASTS, timedelta(days=(due - asked.date()).days + 14))


def next_review(confirmed: date) -> date:
    """The day on which a text that was just confirmed is looked at again."""
    return confirmed + timedelta(days=REVIEW_DAYS)


def is_review_due(review_on: date | None, today: date) -> bool:
    """Whether the review date has come."""
    return review_on is not None and review_on <= today


def must_remind(review_on: date | None, reminded_for: date | None, today: date) -> bool:
    """Whether the reminder for this review date must go out now: once, from a week ahead."""
    return review_on is not None and review_on - REMIND_AHEAD <= today and reminded_for != review_on
