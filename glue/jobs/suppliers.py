"""Jobs of suppliers.

What they need is imported when they run: clients of HTTP take long.
"""

from typing import Any

from glue.worker.handlers import Job, handler


@handler("suppliers.export_compliance")
def export_compliance(job: Job) -> dict[str, Any]:
    """Write the archive of a project into the storage."""
    from glue.compliance import exporting  # noqa: PLC0415
    from glue.storage.choose import open_store  # noqa: PLC0415

    return exporting.export_project(job, open_store())


@handler("suppliers.sign_export")
def sign_export(job: Job) -> dict[str, Any]:
    """Sign the download of an archive."""
    from glue.compliance import exporting  # noqa: PLC0415
    from glue.storage.choose import open_store  # noqa: PLC0415

    return exporting.sign_download(job, open_store())


@handler("suppliers.delete_export")
def delete_export(job: Job) -> dict[str, Any]:
    """Delete an archive from the storage."""
    from glue.compliance import exporting  # noqa: PLC0415
    from glue.storage.choose import open_store  # noqa: PLC0415

    return exporting.delete_archive(job, open_store())
