"""How sign-on behaves here: accounts come by invitation or by the identity provider only."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up alone."""


class SignOnAdapter(DefaultSocialAccountAdapter):
    """Single sign-on."""
