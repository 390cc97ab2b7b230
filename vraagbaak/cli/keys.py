"""`signonkey`: make the key with which this installation shows the identity provider who it is."""

from argparse import ArgumentParser, Namespace

from vraagbaak.cli.command import Command
from vraagbaak.cli.ground import set_up_django, writable_data_folder


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--forget-old", action="store_true", help="publiceer de vorige sleutel niet langer")


def _run(options: Namespace) -> int:
    writable_data_folder()
    set_up_django()
    from django.conf import settings
    from django.urls import reverse

    from vraagbaak.people.client_keys import forget_keys, make_key

    key = make_key(settings.OIDC_KEYS)
    if options.forget_old:
        forget_keys(settings.OIDC_KEYS, but=1)
    print(f"Sleutel {key.public['kid'][:16]} staat in {settings.OIDC_KEYS}.")
    print(f"De provider haalt de publieke helft op bij {settings.BASE_URL}{reverse('people:own_keys')}")
    return 0


SIGNONKEY = Command(
    "signonkey",
    "Een sleutel maken voor eenmalig aanmelden zonder geheim",
    _run,
    _add_arguments,
    """
    De nieuwe sleutel ondertekent meteen; de vorige blijft gepubliceerd tot de keer daarna.
    Vraagbaak gebruikt de sleutel als OIDC_SIGNS op ja staat (docs/beheer/instellingen.md).
    """,
)
