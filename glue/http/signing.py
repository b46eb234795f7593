"""The checkout's own signing keys (ES256): private ones in its state, public ones in a file.

The newest signs. Older ones stay published until they are retired, so that tokens that they
signed are good until then, as on a Supabase project whose keys are rotated.
"""

import base64
import json
import os
import tempfile
import uuid
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from jwt.algorithms import ECAlgorithm

from glue.errors import ConfigError
from glue.postgres.state import State

ALGORITHM = "ES256"
FILE = "jwks.json"


def jwks_file(home: Path) -> Path:
    """Return where a checkout publishes its keys."""
    return home / FILE


def list_keys(state: State) -> list[dict[str, Any]]:
    """Return the private keys, the one that signs first."""
    keys: list[dict[str, Any]] = state.get("signing_keys", [])
    return keys


def rotate(state: State) -> dict[str, Any]:
    """Make a key that signs from now on; the others stay published."""
    private = ec.generate_private_key(ec.SECP256R1())
    jwk: dict[str, Any] = json.loads(ECAlgorithm.to_jwk(private))
    key = {**jwk, "kid": str(uuid.uuid4()), "alg": ALGORITHM}
    _keep(state, [key, *list_keys(state)])
    return key


def signing_key(state: State) -> dict[str, Any]:
    """Return the key that signs; the first is made when it is asked for."""
    keys = list_keys(state)
    return keys[0] if keys else rotate(state)


def retire(state: State, kid: str) -> None:
    """Publish a key no longer: what it signed is refused from now on."""
    keys = list_keys(state)
    left = [key for key in keys if key["kid"] != kid]
    if len(left) == len(keys):
        raise ConfigError(f"there is no key {kid[:60]}", "`rowhouse keys list` names them.")
    _keep(state, left)


def public(key: dict[str, Any]) -> dict[str, Any]:
    """Return what may be published of a private key."""
    return {name: value for name, value in key.items() if name != "d"} | {
        "use": "sig",
        "key_ops": ["verify"],
    }


def private(key: dict[str, Any]) -> ec.EllipticCurvePrivateKey:
    """Return a key as the library signs with it."""
    number = int.from_bytes(base64.urlsafe_b64decode(key["d"] + "=" * (-len(key["d"]) % 4)))
    return ec.derive_private_key(number, ec.SECP256R1())


def _keep(state: State, keys: list[dict[str, Any]]) -> None:
    state.put(signing_keys=keys)
    publish(state)


def publish(state: State) -> None:
    """Write the public keys to where every part reads them."""
    target = jwks_file(state.path.parent)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix="jwks-")
    with os.fdopen(handle, "w") as file:
        json.dump({"keys": [public(key) for key in list_keys(state)]}, file, indent=1)
    Path(name).replace(target)
