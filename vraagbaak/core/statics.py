"""Built files for the browser: named after their content, so that they may be cached for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class BuiltStaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """A file that the build does not know is a plain path instead of an error, so that tests need no build."""

    manifest_strict = False
    support_js_module_import_aggregation = True

    def stored_name(self, name: str) -> str:
        try:
            return str(super().stored_name(name))
        except ValueError:
            return name
