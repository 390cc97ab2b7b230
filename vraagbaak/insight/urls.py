"""Addresses of insight."""

from django.urls import path

from vraagbaak.insight.views import details, now, parts, questions, screens, targets

app_name = "insight"
urlpatterns = [
    path("", now.now, name="now"),
    path("hoe-geteld/", now.definitions, name="definitions"),
    path("vragen/", questions.questions, name="questions"),
    path("vragen/zoeken/", questions.search, name="questions_search"),
    path("vragen/bewaren/", questions.save, name="view_save"),
    path("weergaven/", questions.views, name="views"),
    path("weergaven/<uuid:uuid>/", questions.view, name="view"),
    path("weergaven/<uuid:uuid>/wijzigen/", questions.view_change, name="view_change"),
    path("weergaven/<uuid:uuid>/weg/", questions.view_remove, name="view_remove"),
    path("onderwerpen/", parts.topics, name="topics"),
    path("afdelingen/", parts.departments, name="departments"),
    path("onderwerpen/<uuid:uuid>/", details.topic, name="topic"),
    path("afdelingen/<uuid:uuid>/", details.department, name="department"),
    path("<slug:part>/<uuid:uuid>/meenemen/<slug:form>/", details.export, name="detail_export"),
    path("<slug:part>/meenemen/<slug:form>/", parts.export, name="export"),
    path("mijn-dag/", parts.my_day, name="my_day"),
    path("wandschermen/", screens.screens, name="screens"),
    path("wandschermen/<uuid:uuid>/weg/", screens.withdraw, name="screen_withdraw"),
    path("doelen/", targets.targets, name="targets"),
    path("doelen/<uuid:uuid>/weg/", targets.remove, name="target_remove"),
]
