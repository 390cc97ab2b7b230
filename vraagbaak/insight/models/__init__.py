"""Counts of questions, goals, saved views, spikes and gaps."""

from vraagbaak.insight.models.campaigns import Campaign
from vraagbaak.insight.models.counts import (
    Change,
    DayChannelCount,
    DayCount,
    DayDepartmentCount,
    DayTopicCount,
    HalfHourCount,
    MonthChannelCount,
    MonthCount,
    MonthDepartmentCount,
    MonthTopicCount,
)
from vraagbaak.insight.models.gaps import Gap, GapSign
from vraagbaak.insight.models.reports import SentReport
from vraagbaak.insight.models.saved_views import SavedView
from vraagbaak.insight.models.spikes import Spike
from vraagbaak.insight.models.targets import Target

__all__ = [
    "Campaign",
    "Change",
    "DayChannelCount",
    "DayCount",
    "DayDepartmentCount",
    "DayTopicCount",
    "Gap",
    "GapSign",
    "HalfHourCount",
    "MonthChannelCount",
    "MonthCount",
    "MonthDepartmentCount",
    "MonthTopicCount",
    "SavedView",
    "SentReport",
    "Spike",
    "Target",
]
