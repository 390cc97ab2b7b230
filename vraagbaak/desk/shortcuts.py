"""The keys of the desk; everybody can change them or switch them off in their account."""

from django.utils.translation import gettext_lazy as _

from vraagbaak.people.extensions import add_shortcut

_SHORTCUTS = (
    ("palette", _("Find anything"), "ctrl+k"),
    ("ringing", _("Take the call"), "alt+a"),
    ("new", _("New conversation"), "alt+n"),
    ("done", _("Done by the desk"), "alt+r"),
    ("referred", _("Referred"), "alt+v"),
    ("callback", _("Call back"), "alt+t"),
    ("transferred", _("Transferred"), "alt+d"),
    ("no_answer", _("Nobody knows"), "alt+w"),
    ("dropped", _("Dropped"), "alt+x"),
    ("gap", _("Report a knowledge gap"), "alt+g"),
    ("wrong", _("Not right"), "alt+f"),
    ("missing", _("Something missing"), "alt+o"),
    ("resident", _("Add the resident"), "alt+i"),
    ("who", _("The resident is who it probably is"), "alt+h"),
    ("mood", _("Mood"), "alt+s"),
    ("second", _("Second question"), "alt+q"),
    ("park", _("Park"), "alt+p"),
    ("mask", _("Mask it"), "alt+m"),
    ("undo", _("Undo"), "ctrl+z"),
)


def name_shortcuts() -> None:
    """Let people see and change the keys of the desk."""
    for action, label, combination in _SHORTCUTS:
        add_shortcut(action, label, combination)
