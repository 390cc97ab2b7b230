"""Tells whether a model changed without a migration; asks no database."""

import os
import sys

import django


def main() -> int:
    """Print what `makemigrations` would make; 1 when that is anything."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from django.apps import apps
    from django.db.migrations.autodetector import MigrationAutodetector
    from django.db.migrations.loader import MigrationLoader
    from django.db.migrations.state import ProjectState
    from django.utils import translation

    translation.deactivate_all()  # migrations hold the texts as they are in the code
    loader = MigrationLoader(None)
    if conflicts := loader.detect_conflicts():
        print(f"More than one last migration: {conflicts}")
        return 1
    detector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
    changes = detector.changes(graph=loader.graph)
    for app, migrations in changes.items():
        for operation in migrations[0].operations:
            print(f"{app}: {operation.describe()}")
    print("A model changed without a migration." if changes else "All migrations are there.")
    return 1 if changes else 0


if __name__ == "__main__":
    sys.exit(main())
