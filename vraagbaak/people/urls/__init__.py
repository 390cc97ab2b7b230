"""Addresses of people: account, screen, presence and administration."""

from django.urls import include, path

from vraagbaak.people.views import account, accounts, entrance, screen, settings

app_name = "people"

own = [
    path("", account.account, name="account"),
    path("naam/", account.rename, name="rename"),
    path("wachtwoord/", account.password, name="password"),
    path("voorkeuren/", account.preferences, name="preferences"),
    path("sessies/beeindigen/", account.end_other_sessions, name="end_other_sessions"),
    path("sessies/<slug:handle>/beeindigen/", account.end_session, name="end_session"),
    path("tweede-stap/", account.second_factor, name="second_factor"),
    path("slot/", screen.lock, name="lock"),
    path("ontgrendelen/", screen.unlock, name="unlock"),
    path("gezien/", screen.seen, name="seen"),
    path("aanwezigheid/", screen.presence, name="presence"),
    path("aanwezig/", screen.present, name="present"),
    path("sleutels/", entrance.own_keys, name="own_keys"),
    path("uitnodiging/<str:token>/", entrance.invitation, name="invitation"),
    path("wachtwoord-vergeten/", entrance.forgotten, name="forgotten"),
    path("wachtwoord-vergeten/verstuurd/", entrance.forgotten_sent, name="forgotten_sent"),
    path("wachtwoord-vergeten/<uuid:uuid>/<str:token>/", entrance.reset, name="reset"),
]
administration = [
    path("", accounts.administration, name="administration"),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/<uuid:uuid>/", accounts.account_detail, name="account_detail"),
    path("accounts/<uuid:uuid>/rollen/", accounts.roles, name="roles"),
    path("accounts/<uuid:uuid>/sluiten/", accounts.deactivate, name="deactivate"),
    path("accounts/<uuid:uuid>/openen/", accounts.reactivate, name="reactivate"),
    path("accounts/<uuid:uuid>/sessies/", accounts.end_sessions, name="end_sessions_of"),
    path("accounts/<uuid:uuid>/tweede-stap/", accounts.remove_factors, name="remove_factors"),
    path("uitnodigingen/", accounts.invitations, name="invitations"),
    path("uitnodigingen/<uuid:uuid>/opnieuw/", accounts.resend, name="resend"),
    path("uitnodigingen/<uuid:uuid>/intrekken/", accounts.withdraw, name="withdraw"),
    path("rollen/", settings.policies, name="policies"),
    path("groepen/", settings.groups, name="groups"),
    path("groepen/<int:pk>/verwijderen/", settings.group_remove, name="group_remove"),
    path("koppelingen/", settings.tokens, name="tokens"),
    path("koppelingen/<uuid:uuid>/intrekken/", settings.token_withdraw, name="token_withdraw"),
    path("organisatie/", settings.organisation, name="organisation"),
    path("logboek/", settings.event_log, name="event_log"),
    path("inzage/", settings.access_log, name="access_log"),
]
urlpatterns = [path("account/", include(own)), path("beheer/", include(administration))]
