"""What a checkout remembers between commands: secrets and ports, made once, never defaults."""

import json
import os
import secrets
import tempfile
from pathlib import Path
from typing import Any

from glue.errors import ConfigError

PASSWORDS = (
    "supabase_admin",
    "postgres",
    "authenticator",
    "lite_rest",
    "app_worker",
    "rowhouse_relay",
)


_REMEDY = (
    "It holds the passwords of the local database: restore it from a copy, or remove it together "
    "with that database, `rm -r` of the folder that it is in."
)


class State:
    """A small JSON file, readable by its owner only, replaced atomically."""

    def __init__(self, home: Path) -> None:
        self.path = home / "state.json"
        self._values = self._read()

    def _read(self) -> dict[str, Any]:
        try:
            values = json.loads(self.path.read_text())
        except FileNotFoundError:
            return {}
        except NotADirectoryError as exc:
            raise ConfigError(
                f"{self.path.parent} is not a folder", "Set ROWHOUSE_HOME to a folder."
            ) from exc
        except ValueError as exc:
            raise ConfigError(f"{self.path} is not JSON: {exc}", _REMEDY) from exc
        if not isinstance(values, dict):
            raise ConfigError(f"{self.path} is not a JSON object", _REMEDY)
        return values

    def get(self, key: str, default: Any = None) -> Any:
        """Return a remembered value."""
        return self._values.get(key, default)

    def names(self) -> list[str]:
        """Return what is remembered."""
        return sorted(self._values)

    def put(self, **values: Any) -> None:
        """Remember values, beside what another process remembered meanwhile; None forgets."""
        merged = self._read() | values
        self._values = {key: value for key, value in merged.items() if value is not None}
        self.path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self.path.parent, prefix="state-")
        with os.fdopen(handle, "w") as file:
            json.dump(self._values, file, indent=1, sort_keys=True)
        Path(name).replace(self.path)

    def ensure_secrets(self) -> None:
        """Make the checkout's passwords and keys if it has none yet."""
        made = {f"password_{role}": secrets.token_urlsafe(24) for role in PASSWORDS}
        made["jwt_secret"] = secrets.token_urlsafe(48)
        made["publishable_key"] = f"sb_publishable_{secrets.token_urlsafe(24)}"
        made["secret_key"] = f"sb_secret_{secrets.token_urlsafe(24)}"
        # The gateway presents it to the API behind it, which refuses every other caller.
        made["inner_jwt_secret"] = secrets.token_urlsafe(48)
        made["inner_publishable_key"] = f"sb_publishable_{secrets.token_urlsafe(24)}"
        made["inner_secret_key"] = f"sb_secret_{secrets.token_urlsafe(24)}"
        # The worker signs uploads with it, and the gateway takes them.
        made["media_secret"] = secrets.token_urlsafe(48)
        missing = {key: value for key, value in made.items() if key not in self._values}
        if missing:
            self.put(**missing)
