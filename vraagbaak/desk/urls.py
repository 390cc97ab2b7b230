"""Addresses of the desk."""

from django.urls import path

from vraagbaak.desk.views import answers, conversations, identifying, palette, texts

app_name = "desk"
urlpatterns = [
    path("", conversations.start, name="start"),
    path("werkplek/", conversations.conversation, name="home"),
    path("werkplek/tabbladen/", conversations.tabs, name="tabs"),
    path("werkplek/nieuw", conversations.begin, name="begin"),
    path("werkplek/<uuid:draft>/", conversations.conversation, name="conversation"),
    path("werkplek/<uuid:draft>/bewaren/", conversations.keep, name="keep"),
    path("werkplek/<uuid:draft>/stand/", conversations.state, name="state"),
    path("werkplek/<uuid:draft>/sluiten/", conversations.close, name="close"),
    path("werkplek/<uuid:draft>/oproep/", conversations.ringing, name="ringing"),
    path("werkplek/<uuid:draft>/heropenen/", conversations.undo_close, name="undo_close"),
    path("werkplek/<uuid:draft>/bsn/", identifying.bsn, name="bsn"),
    path("werkplek/<uuid:draft>/inwoner/", identifying.resident, name="resident"),
    path("werkplek/<uuid:draft>/parkeren/", conversations.park, name="park"),
    path("werkplek/<uuid:draft>/opnemen/", conversations.take_up, name="take_up"),
    path("werkplek/<uuid:draft>/weg/", conversations.drop, name="drop"),
    path("werkplek/<uuid:draft>/vragen/<slug:question>/weg/", conversations.remove, name="remove_question"),
    path("werkplek/<uuid:draft>/antwoorden/", answers.answers, name="answers"),
    path("werkplek/<uuid:draft>/vragen/<slug:question>/antwoord/<uuid:version>/", answers.answer, name="answer"),
    path("werkplek/<uuid:draft>/kennisgat/", answers.gap, name="gap"),
    path("werkplek/<uuid:draft>/mailen/<uuid:version>/", texts.mail, name="mail"),
    path("werkplek/tekstblokken/", texts.snippets, name="snippets"),
    path("werkplek/maskeren/", texts.mask, name="mask"),
    path("werkplek/dag/", texts.day, name="day"),
    path("zoeken/", palette.find_all, name="find_all"),
    path("werkplek/<uuid:draft>/opmerking/<uuid:version>/", answers.remark, name="remark"),
]
