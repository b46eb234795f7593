"""The storage of this installation, as its environment says."""

import functools
from pathlib import Path

from glue import paths
from glue.config import Settings, settings
from glue.errors import ConfigError
from glue.postgres.state import State
from glue.schema.modules import read_modules
from glue.storage.folder import FolderStore
from glue.storage.store import ArchiveStore

FOLDER, SUPABASE, CLOUDINARY = "folder", "supabase", "cloudinary"


def open_store() -> ArchiveStore:
    """Return the storage that MEDIA_STORAGE names."""
    given = settings()
    match given.media_storage or FOLDER:
        case "folder":
            return open_folder()
        case "supabase":
            return _open_supabase(given)
        case "cloudinary":
            return _open_cloudinary(given)
        case _:
            raise ConfigError(
                "MEDIA_STORAGE names no storage", f"Set {FOLDER}, {SUPABASE} or {CLOUDINARY}."
            )


def keeps_media_here() -> bool:
    """Return whether files are in the local folder, and there is a module that has some."""
    is_folder = (settings().media_storage or FOLDER) == FOLDER
    return is_folder and not read_modules().chosen.isdisjoint({"commerce", "suppliers"})


def open_folder(home: Path | None = None) -> FolderStore:
    """Return the folder; where this checkout has a gateway, it takes uploads."""
    home = home or paths.HOME
    state = State(home)
    port, secret = state.get("gateway_port"), state.get("media_secret")
    return FolderStore(
        Path(settings().media_folder or home / "media"),
        f"http://127.0.0.1:{port}/media" if port else None,
        secret,
    )


def _open_supabase(given: Settings) -> ArchiveStore:
    if not (given.supabase_url and given.supabase_service_role_key):
        raise ConfigError(
            "MEDIA_STORAGE is supabase, and its address or key is not set",
            "Set SUPABASE_URL and SUPABASE_SERVICE_ROLE_KEY.",
        )
    return _supabase(
        given.supabase_url, given.supabase_service_role_key, given.media_bucket or "media"
    )


def _open_cloudinary(given: Settings) -> ArchiveStore:
    if not given.cloudinary_url:
        raise ConfigError(
            "MEDIA_STORAGE is cloudinary, and its account is not set", "Set CLOUDINARY_URL."
        )
    return _cloudinary(
        given.cloudinary_url,
        given.cloudinary_api_url,
        given.cloudinary_delivery_url,
        given.cloudinary_signature_algorithm or "sha256",
    )


# One client for all jobs of a process: it holds connections. Imported here, not above: the
# clients take long to import.


@functools.cache
def _supabase(url: str, secret_key: str, bucket: str) -> ArchiveStore:
    from glue.storage.supabase_storage import SupabaseStore  # noqa: PLC0415

    return SupabaseStore(url, secret_key, bucket)


@functools.cache
def _cloudinary(url: str, api: str | None, delivery: str | None, algorithm: str) -> ArchiveStore:
    from glue.storage.cloudinary import API, DELIVERY, Account, CloudinaryStore  # noqa: PLC0415

    return CloudinaryStore(
        Account.of(url), api=api or API, delivery=delivery or DELIVERY, algorithm=algorithm
    )
