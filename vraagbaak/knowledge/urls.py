"""Addresses of the knowledge app."""

from django.urls import include, path

from vraagbaak.knowledge.views import browse, checking, exchange, intake, life, lists, topics, writing

app_name = "knowledge"

one_article = [
    path("", browse.article, name="article"),
    path("bewerken/", writing.edit, name="edit"),
    path("plaats/", writing.arrange, name="arrange"),
    path("versies/", writing.history, name="history"),
    path("intake/", intake.of_article, name="article_intake"),
    path("publiceren/", life.publish, name="publish"),
    path("intrekken/", life.withdraw, name="withdraw"),
    path("archiveren/", life.archive, name="archive"),
    path("nog-goed/", life.confirm, name="confirm"),
    path("bijlagen/", life.attachments, name="attachments"),
    path("laten-controleren/", checking.ask, name="ask_owner"),
    path("controleren/", checking.check, name="check"),
    path("vragen/", lists.add_literal, name="add_literal"),
]
urlpatterns = [
    path("", browse.home, name="home"),
    path("zoeken/", browse.search, name="search"),
    path("nieuws/", browse.notices, name="notices"),
    path("artikelen/nieuw/", writing.new, name="new"),
    path("artikelen/<uuid:uuid>/", include(one_article)),
    path("versies/<uuid:uuid>/gelezen/", browse.read, name="read"),
    path("versies/<uuid:uuid>/opmerking/", browse.remark, name="remark"),
    path("bijlagen/<uuid:uuid>/", life.attachment, name="attachment"),
    path("bijlagen/<uuid:uuid>/weg/", life.attachment_remove, name="attachment_remove"),
    path("controle/<str:token>/", checking.owner_check, name="owner_check"),
    path("redactie/", lists.editorial, name="editorial"),
    path("redactie/<slug:name>/", lists.editorial, name="list"),
    path("opmerkingen/<uuid:uuid>/afhandelen/", lists.settle, name="settle"),
    path("zonder-resultaat/afhandelen/", lists.settle_gap, name="settle_gap"),
    path("vragen/<uuid:uuid>/weg/", lists.remove_literal, name="remove_literal"),
    path("vragen/<uuid:uuid>/besluit/", lists.decide_question, name="decide_question"),
    path("inlezen/", exchange.bring, name="import"),
    path("inlezen/<uuid:pending>/", exchange.preview, name="import_preview"),
    path("inlezen/<uuid:pending>/uitvoeren/", exchange.carry_out, name="import_carry_out"),
    path("meenemen/<slug:form>/", exchange.take_away, name="export"),
    path("onderwerpen/", topics.topics, name="topics"),
    path("onderwerpen/nieuw/", topics.new, name="topic_new"),
    path("onderwerpen/<uuid:uuid>/", topics.topic, name="topic"),
    path("onderwerpen/<uuid:uuid>/intake/", intake.of_topic, name="topic_intake"),
    path("upl/", topics.upl, name="upl"),
]
