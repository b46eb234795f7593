"""Jobs of commerce.

What they need is imported when they run: Pillow and clients of HTTP take long.
"""

from typing import Any

from glue.worker.handlers import Job, handler


@handler("commerce.send_purchase")
def send_purchase(job: Job) -> dict[str, Any]:
    """Send a purchase order to the API of its vendor."""
    from glue.purchases import sending  # noqa: PLC0415

    return sending.send_purchase(job)


@handler("commerce.sign_upload")
def sign_upload(job: Job) -> dict[str, Any]:
    """Sign the upload of an image."""
    from glue.media import uploads  # noqa: PLC0415
    from glue.storage.choose import open_store  # noqa: PLC0415

    return uploads.sign_upload(job, open_store())


@handler("commerce.process_media")
def process_media(job: Job) -> dict[str, Any]:
    """Check an uploaded image and make its renditions."""
    from glue.media import uploads  # noqa: PLC0415
    from glue.storage.choose import open_store  # noqa: PLC0415

    return uploads.process_upload(job, open_store())


@handler("commerce.delete_media_files")
def delete_media_files(job: Job) -> dict[str, Any]:
    """Delete the files of a deleted image."""
    from glue.media import uploads  # noqa: PLC0415
    from glue.storage.choose import open_store  # noqa: PLC0415

    return uploads.delete_files(job, open_store())


@handler("commerce.reconcile_pms")
def reconcile_pms(job: Job) -> dict[str, Any]:
    """Compare all records with the PMS, and merge those that differ."""
    from glue.sync import nightly  # noqa: PLC0415

    return nightly.reconcile_pms(job)
