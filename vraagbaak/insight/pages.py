"""The pages of insight in the menu, and who may hear of new figures."""

from django.utils.translation import gettext_lazy as _

from vraagbaak.core.live import let_listen
from vraagbaak.core.navigation import CRAFT, add_entry
from vraagbaak.insight.events import (
    AnswerAsked,
    AnswerNamed,
    CampaignAnswered,
    CampaignChanged,
    CampaignDrafted,
    CampaignProposed,
    CampaignStarted,
    DepartmentAnswered,
    DepartmentAsked,
    GapOpened,
    GapTurned,
    ReportSent,
    SpikeDismissed,
    SpikeEnded,
    SpikeSeen,
    TargetChanged,
    ViewRemoved,
    ViewSaved,
)
from vraagbaak.insight.queries.scope import SEES_INSIGHT, SETS_TARGETS
from vraagbaak.people.extensions import add_administration_page, add_event_labels
from vraagbaak.people.models import Role

add_entry(_("Insight"), "insight:now", *SEES_INSIGHT, group=CRAFT, order=10)
add_entry(_("Gaps in knowledge"), "insight:gaps", Role.EDITOR, group=CRAFT, order=11)
let_listen("spikes", lambda agent, _key: agent.has_role(*SEES_INSIGHT))
let_listen("insight", lambda agent, _key: agent.has_role(*SEES_INSIGHT))
add_administration_page(
    "insight:targets",
    _("Goals"),
    _("Which share the desk should handle itself, per department or topic."),
    *SETS_TARGETS,
)
add_administration_page(
    "insight:screens",
    _("Screens on the wall"),
    _("Today's figures on a screen that hangs on the wall, without signing on."),
    *SETS_TARGETS,
)
add_event_labels(
    {
        TargetChanged: _("Goal changed"),
        ViewSaved: _("View saved"),
        ViewRemoved: _("View removed"),
        GapOpened: _("Gap in knowledge opened"),
        GapTurned: _("Gap in knowledge changed state"),
        AnswerAsked: _("Department asked for an answer"),
        AnswerNamed: _("Answer named for a gap"),
        CampaignStarted: _("Measurement planned"),
        CampaignChanged: _("Measurement changed"),
        CampaignDrafted: _("Drafts made of a measurement"),
        CampaignProposed: _("Proposal sent to a department"),
        CampaignAnswered: _("Department answered a proposal"),
        ReportSent: _("Report sent to a department"),
        SpikeSeen: _("Spike seen"),
        SpikeEnded: _("Spike over"),
        SpikeDismissed: _("Not a spike"),
        DepartmentAsked: _("Department asked whether it sent something"),
        DepartmentAnswered: _("Department answered whether it sent something"),
    },
)
