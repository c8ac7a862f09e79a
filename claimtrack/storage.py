from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Names with a digest of the content, also where one JavaScript module imports another."""

    support_js_module_import_aggregation = True
