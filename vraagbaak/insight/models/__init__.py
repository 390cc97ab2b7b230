"""Counts of questions, goals, saved views, spikes and gaps."""

from vraagbaak.insight.models.counts import Change, DayCount, HalfHourCount, MonthCount
from vraagbaak.insight.models.gaps import Gap, GapSign
from vraagbaak.insight.models.reports import SentReport
from vraagbaak.insight.models.saved_views import SavedView
from vraagbaak.insight.models.spikes import Spike
from vraagbaak.insight.models.targets import Target

__all__ = [
    "Change",
    "DayCount",
    "Gap",
    "GapSign",
    "HalfHourCount",
    "MonthCount",
    "SavedView",
    "SentReport",
    "Spike",
    "Target",
]
