"""Accounts, roles, presence and sign-on."""
