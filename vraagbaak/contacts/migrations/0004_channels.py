"""The channels that every installation begins with; what exists already is left as it is."""

from django.db import migrations

CHANNELS = (
    ("telefoon", "Telefoon", "☎"),
    ("balie", "Balie", ""),
    ("email", "E-mail", "✉"),
    ("website", "Website", ""),
    ("chat", "Chat", ""),
    ("brief", "Brief", ""),
    ("social", "Sociale media", ""),
    ("zuil", "Zuil", ""),
    ("huisbezoek", "Huisbezoek", ""),
)


def add_channels(apps, schema_editor):
    channels = apps.get_model("contacts", "Channel").objects
    for position, (key, name, symbol) in enumerate(CHANNELS, start=1):
        channels.get_or_create(key=key, defaults={"name": name, "symbol": symbol, "position": position})


class Migration(migrations.Migration):
    dependencies = [("contacts", "0003_pseudonymised_party_has_no_address")]
    operations = [migrations.RunPython(add_channels, migrations.RunPython.noop)]
