"""Addresses of the contacts app."""

from django.urls import path

from vraagbaak.contacts.views import administration, contacts, export, parties, telephony

app_name = "contacts"
urlpatterns = [
    path("contacten/", contacts.contacts, name="list"),
    path("contacten/zoeken/", contacts.search, name="search"),
    path("contacten/meenemen/<slug:form>/", export.export, name="export"),
    path("contacten/<uuid:uuid>/", contacts.contact, name="detail"),
    path("contacten/vragen/<uuid:uuid>/verbeteren/", contacts.correct, name="correct"),
    path("inwoners/<uuid:uuid>/", parties.party, name="party"),
    path("inwoners/<uuid:uuid>/wijzigen/", parties.change, name="party_change"),
    path("inwoners/<uuid:uuid>/samenvoegen/", parties.merge, name="party_merge"),
    path("inwoners/samenvoegingen/<uuid:uuid>/ongedaan/", parties.unmerge, name="party_unmerge"),
    path("inwoners/<uuid:uuid>/verwijderen/", parties.remove, name="party_remove"),
    path("inwoners/<uuid:uuid>/inzage/<slug:form>/", parties.take_out, name="party_export"),
    path("werkplek/teksten/", administration.snippets, name="snippets"),
    path("werkplek/teksten/<uuid:uuid>/", administration.snippet, name="snippet"),
    path("werkplek/teksten/<uuid:uuid>/weg/", administration.snippet_remove, name="snippet_remove"),
    path("beheer/kanalen/", administration.channels, name="channels"),
    path("beheer/kanalen/<slug:key>/", administration.channel, name="channel"),
    path("beheer/bewaartermijnen/", administration.retention, name="retention"),
    path("api/telefonie/oproepen", telephony.calls, name="calls"),
]
