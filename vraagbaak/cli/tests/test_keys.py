"""The key for single sign-on is made by a command, replaced by it, and missed by the check."""

from pathlib import Path

from vraagbaak.cli.tests.conftest import Run


def _keys(environment: dict[str, str]) -> list[Path]:
    return sorted((Path(environment["VRAAGBAAK_DATA"]) / "secrets" / "sign-on").glob("*"))


def test_a_key_is_made_for_its_owner_only_and_the_address_is_told(vraagbaak: Run, environment: dict[str, str]) -> None:
    done = vraagbaak("signonkey", VRAAGBAAK_URL="https://vraagbaak.nieuwerdam.example")

    assert done.returncode == 0, done.stderr
    assert "https://vraagbaak.nieuwerdam.example/account/sleutels/" in done.stdout
    assert [path.stat().st_mode & 0o077 for path in _keys(environment)] == [0]


def test_the_last_two_keys_stay_unless_the_old_one_has_to_go(vraagbaak: Run, environment: dict[str, str]) -> None:
    for _ in range(3):
        vraagbaak("signonkey")
    kept = _keys(environment)

    vraagbaak("signonkey", "--forget-old")

    assert len(kept) == 2
    assert len(_keys(environment)) == 1
    assert _keys(environment)[0] not in kept


def test_the_check_misses_the_key(vraagbaak: Run) -> None:
    vraagbaak("migrate")

    before = vraagbaak("check", OIDC_SIGNS="ja")
    vraagbaak("signonkey")
    after = vraagbaak("check", OIDC_SIGNS="ja")

    assert "vraagbaak signonkey" in before.stdout
    assert "✓ Eenmalig aanmelden kan zich bewijzen" in after.stdout
