"""Encryption of a repository: age, to one key.

The public key is in the repository, so the server can write to it and cannot read it. The secret
key is a file of the operator; it is needed to verify and to restore. `age` itself reads both.
"""

import os
import stat
from pathlib import Path

import pyrage

from glue.errors import ConfigError

SUFFIX = ".gz.age"


def make_key(file: Path) -> str:
    """Write a new secret key into a file of the caller's alone; return its public key."""
    identity = pyrage.x25519.Identity.generate()
    public = str(identity.to_public())
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as exc:
        raise ConfigError(f"cannot write the key to {file}: {exc.strerror}") from exc
    with os.fdopen(handle, "w") as written:
        written.write(f"# public key: {public}\n{identity}\n")
        written.flush()
        os.fsync(written.fileno())
    return public


def read_key(file: Path) -> pyrage.x25519.Identity:
    """Read a secret key; refuse a file that others may read."""
    try:
        mode = file.stat().st_mode
        lines = file.read_text().splitlines()
    except (OSError, UnicodeDecodeError) as exc:
        raise ConfigError(
            f"the key {file} cannot be read: {getattr(exc, 'strerror', None) or 'it is not text'}",
            "Name the file that `rowhouse db archive start` wrote: --key-file FILE.",
        ) from exc
    if stat.S_IMODE(mode) & 0o077:
        raise ConfigError(f"other users may read the key {file}", f"Run `chmod 600 {file}`.")
    try:
        (secret,) = (line for line in lines if line.strip() and not line.startswith("#"))
        return pyrage.x25519.Identity.from_str(secret.strip())
    except (ValueError, pyrage.IdentityError):
        # The words of the library might repeat the key.
        raise ConfigError(f"{file} holds no age key", "Restore it from its copy.") from None


def read_public_key(text: str) -> pyrage.x25519.Recipient:
    """Return the public key that data is encrypted to."""
    return pyrage.x25519.Recipient.from_str(text)
