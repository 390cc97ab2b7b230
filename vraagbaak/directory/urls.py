"""Addresses of the directory: the guide for everyone, and its administration."""

from django.urls import include, path, re_path

from vraagbaak.directory.views import departments, employees, external_parties, imports, locations, reach, reading

app_name = "directory"

guide = [
    path("", reading.index, name="index"),
    path("afdelingen/<uuid:uuid>/", reading.department, name="department"),
    path("collegas/<uuid:uuid>/", reading.employee, name="employee"),
    path("locaties/", reading.locations, name="locations"),
    path("locaties/<uuid:uuid>/", reading.location, name="location"),
    path("organisaties/", reading.external_parties, name="external_parties"),
    path("organisaties/nieuw/", external_parties.external_party_new, name="external_party_new"),
    path("organisaties/<uuid:uuid>/", reading.external_party, name="external_party"),
    path("organisaties/<uuid:uuid>/wijzigen/", external_parties.external_party_edit, name="external_party_edit"),
    path("organisaties/<uuid:uuid>/sluiten/", external_parties.external_party_close, name="external_party_close"),
    path("organisaties/<uuid:uuid>/openen/", external_parties.external_party_reopen, name="external_party_reopen"),
]
administration = [
    path("", departments.manage, name="manage"),
    path("afdelingen/", departments.departments, name="manage_departments"),
    path("afdelingen/nieuw/", departments.department_new, name="department_new"),
    path("afdelingen/<uuid:uuid>/", departments.department_edit, name="department_edit"),
    path("afdelingen/<uuid:uuid>/sluiten/", departments.department_close, name="department_close"),
    path("afdelingen/<uuid:uuid>/openen/", departments.department_reopen, name="department_reopen"),
    path("afdelingen/<uuid:uuid>/groep/", departments.group_add, name="group_add"),
    path("groepen/<uuid:uuid>/", departments.group_edit, name="group_edit"),
    path("groepen/<uuid:uuid>/verwijderen/", departments.group_remove, name="group_remove"),
    path("medewerkers/", employees.employees, name="manage_employees"),
    path("medewerkers/nieuw/", employees.employee_new, name="employee_new"),
    path("medewerkers/<uuid:uuid>/", employees.employee_edit, name="employee_edit"),
    path("medewerkers/<uuid:uuid>/uit-dienst/", employees.employee_leave, name="employee_leave"),
    path("medewerkers/<uuid:uuid>/in-dienst/", employees.employee_return, name="employee_return"),
    path("locaties/", locations.locations, name="manage_locations"),
    path("locaties/nieuw/", locations.location_new, name="location_new"),
    path("locaties/<uuid:uuid>/", locations.location_edit, name="location_edit"),
    path("locaties/<uuid:uuid>/sluiten/", locations.location_close, name="location_close"),
    path("locaties/<uuid:uuid>/openen/", locations.location_reopen, name="location_reopen"),
    path("uitzonderingen/", locations.closing_days, name="closing_days"),
    path("uitzonderingen/<int:pk>/verwijderen/", locations.closing_day_remove, name="closing_day_remove"),
    path("uitwisselen/", imports.exchange, name="exchange"),
    path("uitwisselen/<uuid:uuid>/", imports.import_plan, name="import_plan"),
    path("uitwisselen/<uuid:uuid>/uitvoeren/", imports.import_carry_out, name="import_carry_out"),
    re_path(r"^uitwisselen/(?P<word>[a-z]+)\.(?P<form>csv|xlsx)$", imports.export, name="export"),
    path("accounts/<uuid:uuid>/schakel/", reach.liaison, name="liaison"),
    path("accounts/<uuid:uuid>/rol/<slug:role>/", reach.reach, name="reach"),
]
urlpatterns = [path("gids/", include(guide)), path("beheer/gids/", include(administration))]
