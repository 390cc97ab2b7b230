"""Addresses of insight."""

from django.urls import path

from vraagbaak.insight.views import details, gaps, now, parts, questions, report, screens, spikes, targets

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
    path("gaten/", gaps.gaps, name="gaps"),
    path("gaten/meenemen/<slug:form>/", gaps.export, name="gaps_export"),
    path("gaten/<uuid:uuid>/", gaps.gap, name="gap"),
    path("gaten/<uuid:uuid>/vragen/", gaps.ask, name="gap_ask"),
    path("gaten/<uuid:uuid>/antwoord/", gaps.link, name="gap_link"),
    path("gaten/<uuid:uuid>/geen/", gaps.dismiss, name="gap_dismiss"),
    path("afdelingen/<uuid:uuid>/rapport/", report.latest, name="report_latest"),
    path("afdelingen/<uuid:uuid>/rapport/<str:month>/", report.report, name="report"),
    path("afdelingen/<uuid:uuid>/rapport/<str:month>/pdf/", report.pdf, name="report_pdf"),
    path("<slug:part>/<uuid:uuid>/meenemen/<slug:form>/", details.export, name="detail_export"),
    path("<slug:part>/meenemen/<slug:form>/", parts.export, name="export"),
    path("pieken/", spikes.spikes, name="spikes"),
    path("pieken/nu/", spikes.going_on, name="spikes_going_on"),
    path("pieken/<uuid:uuid>/", spikes.spike, name="spike"),
    path("pieken/<uuid:uuid>/kort/", spikes.glance, name="spike_glance"),
    path("pieken/<uuid:uuid>/antwoord/", spikes.tell, name="spike_tell"),
    path("pieken/<uuid:uuid>/geen/", spikes.dismiss, name="spike_dismiss"),
    path("pieken/<uuid:uuid>/vragen/", spikes.ask, name="spike_ask"),
    path("piek/<str:token>/", spikes.answer, name="spike_answer"),
    path("mijn-dag/", parts.my_day, name="my_day"),
    path("wandschermen/", screens.screens, name="screens"),
    path("wandschermen/<uuid:uuid>/weg/", screens.withdraw, name="screen_withdraw"),
    path("doelen/", targets.targets, name="targets"),
    path("doelen/<uuid:uuid>/weg/", targets.remove, name="target_remove"),
]
