"""Accepted signatures: those of the shared secret and of published keys."""

import asyncio
import base64
import json
import stat
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jwt
import pytest
from aiohttp import web
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from jwt.algorithms import ECAlgorithm, OKPAlgorithm, RSAAlgorithm

from glue import db
from glue.errors import ConfigError
from glue.http import keys
from glue.http.keys import (
    BadSignatureError,
    BadTokenError,
    JwkSet,
    MalformedTokenError,
    UnknownKeyError,
    postgrest_secret,
    read_jwks,
)
from glue.http.signing import jwks_file, list_keys, public, retire, rotate, signing_key
from glue.http.tokens import Claims, mint, mint_with_key
from glue.postgres.server import Server
from glue.postgres.state import State
from tests.gateways import KEYS, Part, standing
from tests.glue.sockets import bare_socket
from tests.glue.test_gateway import Recorder
from tests.relays import RULES, RunningRelay, plan_relay

CLAIMS = {"role": "authenticated", "sub": "x", "exp": 99999999999}
EC_KEY = ec.generate_private_key(ec.SECP256R1())
RSA_KEY = rsa.generate_private_key(65537, 2048)
ED_KEY = ed25519.Ed25519PrivateKey.generate()
MADE: dict[str, tuple[Any, dict[str, Any]]] = {
    "ES256": (EC_KEY, json.loads(ECAlgorithm.to_jwk(EC_KEY.public_key()))),
    "RS256": (RSA_KEY, json.loads(RSAAlgorithm.to_jwk(RSA_KEY.public_key()))),
    "EdDSA": (ED_KEY, json.loads(OKPAlgorithm.to_jwk(ED_KEY.public_key()))),
}


def jwk(algorithm: str, kid: str | None = "k", **more: Any) -> dict[str, Any]:
    """Return a published key; what is None is left out."""
    whole = {**MADE[algorithm][1], "kid": kid, "use": "sig", "alg": algorithm, **more}
    return {name: value for name, value in whole.items() if value is not None}


def signed(algorithm: str, kid: str | None = "k") -> str:
    headers = {"kid": kid} if kid is not None else None
    return jwt.encode(CLAIMS, MADE[algorithm][0], algorithm, headers)


def write(path: Path, *listed: dict[str, Any]) -> Path:
    draft = path.with_suffix(".draft")
    draft.write_text(json.dumps({"keys": listed}))
    draft.replace(path)
    return path


def read(folder: Path, token: str, *listed: dict[str, Any]) -> dict[str, Any]:
    believed = replace(KEYS, jwks=JwkSet(write(folder / "jwks.json", *listed)))
    return asyncio.run(believed.read(token))


def unsigned(header: dict[str, Any]) -> str:
    parts = [json.dumps(part).encode() for part in (header, CLAIMS)]
    return ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts) + "."


@pytest.mark.parametrize("algorithm", MADE)
def test_a_published_key_verifies(tmp_path: Path, algorithm: str) -> None:
    token = signed(algorithm)
    others = [jwk(name, kid=name) for name in MADE]
    assert read(tmp_path, token, *others, jwk(algorithm)) == CLAIMS
    # What says no more than it must is enough.
    least = jwk(algorithm, use=None, alg=None, key_ops=["verify"])
    assert read(tmp_path, token, least) == CLAIMS


@pytest.mark.parametrize("algorithm", MADE)
@pytest.mark.parametrize(
    "changed",
    [
        {"kid": "another"},
        {"use": "enc"},
        {"key_ops": ["sign"]},
        {"key_ops": []},
        {"key_ops": "verify"},
        {"alg": "ES512"},
        {"kty": "oct", "k": "eA"},
        {"crv": "P-384"},
        {"d": "eA"},
    ],
    ids=str,
)
def test_a_key_of_another_use_verifies_nothing(
    tmp_path: Path, algorithm: str, changed: dict[str, Any]
) -> None:
    with pytest.raises(UnknownKeyError):
        read(tmp_path, signed(algorithm), jwk(algorithm, **changed))


def test_another_key_of_the_same_name_does_not_verify(tmp_path: Path) -> None:
    other = ec.generate_private_key(ec.SECP256R1())
    token = jwt.encode(CLAIMS, other, "ES256", {"kid": "k"})
    with pytest.raises(BadSignatureError):
        read(tmp_path, token, jwk("ES256"))


def test_the_key_is_named_and_of_its_algorithm(tmp_path: Path) -> None:
    for algorithm, key in (("ES256", "RS256"), ("RS256", "ES256"), ("EdDSA", "ES256")):
        with pytest.raises(UnknownKeyError):
            read(tmp_path, signed(algorithm), jwk(key))
    with pytest.raises(UnknownKeyError):
        read(tmp_path, signed("ES256", kid=None), jwk("ES256"))


def test_a_public_key_is_no_secret(tmp_path: Path) -> None:
    listed = jwk("RS256")
    pem = RSA_KEY.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    for secret in (pem, json.dumps(listed).encode(), listed["n"].encode()):
        # PyJWT would not sign so; an attacker's own code does.
        body = jwt.encode(CLAIMS, "x" * 32, "HS256", {"kid": "k"}).rpartition(".")[0]
        algorithm = jwt.algorithms.HMACAlgorithm(jwt.algorithms.HMACAlgorithm.SHA256)
        signature = base64.urlsafe_b64encode(algorithm.sign(body.encode(), secret))
        with pytest.raises(BadSignatureError):
            read(tmp_path, f"{body}.{signature.decode().rstrip('=')}", listed)


@pytest.mark.parametrize("alg", ["none", "None", "NONE", "", None, "HS1", "ES256K", "PS256", 5])
def test_without_an_algorithm_of_ours_nothing_is_believed(tmp_path: Path, alg: Any) -> None:
    with pytest.raises(BadTokenError):
        read(tmp_path, unsigned({"typ": "JWT", "alg": alg, "kid": "k"}), jwk("ES256"))


@pytest.mark.parametrize("token", ["", "x", "a.b", "a.b.c", "e30.e30.", "....", "\x00.é.x"])
def test_what_is_no_token_says_so(tmp_path: Path, token: str) -> None:
    with pytest.raises((MalformedTokenError, UnknownKeyError)):
        read(tmp_path, token, jwk("ES256"))


def test_the_shared_secret_stays_good_beside_published_keys(tmp_path: Path) -> None:
    token = mint(KEYS.jwt_secret, Claims(user="ada"))
    assert read(tmp_path, token, jwk("ES256"))["role"] == "authenticated"
    with pytest.raises(BadSignatureError):
        read(tmp_path, mint("another" * 8, Claims(user="ada")), jwk("ES256"))


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"keys": {}}', "{", "[" * 100_000])
def test_a_broken_set_changes_nothing(tmp_path: Path, text: str) -> None:
    path = write(tmp_path / "jwks.json", jwk("ES256"))
    believed = JwkSet(path)
    assert asyncio.run(believed.find("k")) is not None
    path.write_text(text)
    assert asyncio.run(believed.find("k")) is not None


def test_keys_without_a_name_and_private_ones_are_left_out() -> None:
    listed = [jwk("ES256", kid=None), jwk("ES256", d="eA"), jwk("RS256", kid="r"), "x", {"kid": 1}]
    listed += [jwk("ES256", kid=f"t{number}", kty=kty) for number, kty in enumerate(([], {}, 1))]
    assert list(read_jwks(json.dumps({"keys": listed}))) == ["r"]


def test_a_file_is_read_again_when_it_changes_or_goes(tmp_path: Path) -> None:
    path = tmp_path / "jwks.json"
    believed = JwkSet(path)
    assert asyncio.run(believed.find("k")) is None
    write(path, jwk("ES256"))
    assert asyncio.run(believed.find("k")) is not None
    write(path, jwk("ES256", kid="next"))
    assert asyncio.run(believed.find("k")) is None
    assert asyncio.run(believed.find("next")) is not None
    path.unlink()
    assert asyncio.run(believed.find("next")) is None


class Publisher:
    """A JWKS at a URL, as Supabase Auth has one."""

    def __init__(self) -> None:
        self.keys: list[dict[str, Any]] = []
        self.fetched = 0
        self.body: bytes | None = None
        self.asked = asyncio.Event()
        self.answering = asyncio.Event()
        self.answering.set()

    async def __call__(self, _request: web.BaseRequest) -> web.StreamResponse:
        """Answer."""
        self.fetched += 1
        self.asked.set()
        await self.answering.wait()
        if self.body is not None:
            return web.Response(body=self.body)
        return web.json_response({"keys": self.keys})


@asynccontextmanager
async def published() -> AsyncIterator[tuple[Publisher, Part, JwkSet]]:
    publisher = Publisher()
    part = Part(publisher)
    await part.start()
    try:
        yield publisher, part, JwkSet(f"{part.url}/auth/v1/.well-known/jwks.json")
    finally:
        publisher.answering.set()
        await part.stop()


def test_an_unknown_key_makes_a_url_be_fetched_once(monkeypatch: pytest.MonkeyPatch) -> None:
    async def act() -> None:
        async with published() as (publisher, part, believed):
            publisher.keys = [jwk("ES256", kid="old")]
            assert await believed.find("old") is not None
            assert await believed.find("old") is not None
            assert publisher.fetched == 1

            # Rotated: the first token of the new key makes it known, if it is not too soon.
            publisher.keys = [jwk("ES256", kid="new"), jwk("ES256", kid="old")]
            assert await believed.find("new") is None
            assert publisher.fetched == 1
            monkeypatch.setattr(keys, "REFETCH_SECONDS", 0.0)
            assert await believed.find("new") is not None
            assert publisher.fetched == 2
            monkeypatch.setattr(keys, "REFETCH_SECONDS", 3600.0)

            # However many ask for keys that never were.
            found = await asyncio.gather(*(believed.find(f"k{n}") for n in range(100)))
            assert set(found) == {None}
            assert publisher.fetched == 2

            # Retired: gone when the set is old enough to be fetched again.
            publisher.keys = [jwk("ES256", kid="new")]
            monkeypatch.setattr(keys, "KEEP_SECONDS", 0.0)
            assert await believed.find("old") is None
            assert await believed.find("new") is not None

            # A publisher that is broken or away takes nothing back.
            for body in (b"no json", b'{"keys": 1}', b"x" * 300_000):
                publisher.body = body
                assert await believed.find("new") is not None
            await part.stop()
            assert await believed.find("new") is not None

    asyncio.run(act())


def test_a_publisher_that_is_silent_takes_nothing_back(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def act() -> None:
        async with published() as (publisher, _, believed):
            publisher.keys = [jwk("ES256")]
            assert await believed.find("k") is not None
            publisher.answering.clear()
            monkeypatch.setattr(keys, "KEEP_SECONDS", 0.0)
            monkeypatch.setattr(keys, "FETCH_TIMEOUT", 0.2)
            assert await believed.find("k") is not None
            assert publisher.fetched == 2
            assert "are not to be had" in caplog.records[-1].getMessage()

    asyncio.run(act())


@pytest.mark.parametrize("url", ["http://[", "http://a:b:c/"])
def test_a_url_that_is_none_has_no_keys(url: str) -> None:
    assert asyncio.run(JwkSet(url).find("k")) is None


def test_a_client_that_leaves_ends_no_fetch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "FETCH_TIMEOUT", 60.0)

    async def act() -> None:
        async with published() as (publisher, _, believed):
            publisher.keys = [jwk("ES256")]
            publisher.answering.clear()
            first, second = (asyncio.create_task(believed.find("k")) for _ in range(2))
            await publisher.asked.wait()
            first.cancel()
            with pytest.raises(asyncio.CancelledError):
                await first
            third = asyncio.create_task(believed.find("k"))
            await asyncio.sleep(0)
            publisher.answering.set()
            assert await second is not None
            assert await third is not None
            # Nor may clients that come and go make it fetch more often.
            assert publisher.fetched == 1

    asyncio.run(act())


# -- the checkout's own keys ----------------------------------------------------------------


@pytest.fixture
def state(tmp_path: Path) -> State:
    state = State(tmp_path / "home")
    state.ensure_secrets()
    return state


def test_own_keys_sign_are_published_and_retired(state: State) -> None:
    home = state.path.parent
    believed = replace(KEYS, jwks=JwkSet(jwks_file(home)))
    first = signing_key(state)
    assert signing_key(state) == first
    old = mint_with_key(first, Claims(user="ada"))
    second = rotate(state)
    new = mint_with_key(signing_key(state), Claims(user="ada"))
    assert jwt.get_unverified_header(new)["kid"] == second["kid"]
    for token in (old, new):
        assert asyncio.run(believed.read(token))["role"] == "authenticated"
    retire(state, first["kid"])
    assert asyncio.run(believed.read(new))
    with pytest.raises(UnknownKeyError):
        asyncio.run(believed.read(old))
    with pytest.raises(ConfigError, match="there is no key"):
        retire(state, first["kid"])

    # No private key is published, and no other user can read the state.
    assert '"d"' not in jwks_file(home).read_text()
    assert stat.S_IMODE(state.path.stat().st_mode) == 0o600
    assert "d" not in public(second)
    assert [key["kid"] for key in list_keys(state)] == [second["kid"]]


def test_postgrest_alone_is_given_all_keys() -> None:
    assert postgrest_secret("s" * 40, []) == "s" * 40
    whole = json.loads(postgrest_secret("s" * 40, [jwk("ES256")]))
    shared, other = whole["keys"]
    assert base64.urlsafe_b64decode(shared["k"] + "==") == b"s" * 40
    assert (shared["kty"], other["kid"]) == ("oct", "k")


# -- while clients are connected --------------------------------------------------------------


def through_gateway(
    make_database: Callable[..., str],
    server: Server,
    jwks: JwkSet,
    scene: Callable[..., Awaitable[None]],
) -> None:
    server.set_passwords()
    name = urlsplit(make_database()).path[1:]

    async def act() -> None:
        part = Recorder()
        async with standing(server.url("authenticator", name), part, jwks=jwks) as stand:
            await scene(stand, part)

    asyncio.run(act())


def test_the_gateway_believes_in_what_is_published_now(
    make_database: Callable[..., str], server: Server, tmp_path: Path
) -> None:
    path = write(tmp_path / "jwks.json", jwk("ES256", kid="k"))
    claims = {**CLAIMS, "sub": "5e9b3f8e-0a53-4f0b-8d5e-6a3a9a3a3a3a"}
    token = jwt.encode(claims, EC_KEY, "ES256", {"kid": "k"})

    async def scene(stand: Any, part: Recorder) -> None:
        async def ask() -> int:
            headers = {"Authorization": f"Bearer {token}"}
            async with stand.ask("/rest/v1/x", headers=headers) as answer:
                if answer.status == 401:
                    assert (await answer.json())["code"] == "PGRST301"
                return int(answer.status)

        assert await ask() == 200
        # The API behind, which knows one secret, is given the same claims.
        assert part.claims() == claims
        async with stand.ask("/auth/v1/.well-known/jwks.json", key=None) as answer:
            assert await answer.json() == {"keys": [jwk("ES256", kid="k")]}
        write(path, jwk("ES256", kid="k"), jwk("RS256", kid="next"))
        assert await ask() == 200
        write(path, jwk("RS256", kid="next"))
        assert await ask() == 401
        assert len(part.asked) == 2

    through_gateway(make_database, server, JwkSet(path), scene)


def test_the_relay_asks_again_when_a_token_is_renewed(
    make_database: Callable[..., str], server: Server, tmp_path: Path
) -> None:
    path = write(tmp_path / "jwks.json", jwk("ES256", kid="old"))
    database = make_database()
    with db.connect(database) as conn:
        conn.execute(RULES)

    async def act() -> None:
        plan = plan_relay(server, database, tmp_path)
        plan = replace(plan, keys=replace(plan.keys, jwks=JwkSet(path)))
        relay = RunningRelay(plan, database)
        await relay.start()
        try:
            await scene(relay)
        finally:
            await relay.stop()

    def token(kid: str, number: int = 0) -> str:
        claims = {**CLAIMS, "sub": f"00000000-0000-0000-0000-{number:012}"}
        return jwt.encode(claims, EC_KEY, "ES256", {"kid": kid})

    async def scene(relay: RunningRelay) -> None:
        async with bare_socket(relay) as joined, bare_socket(relay) as late:
            join = {"config": {"private": True}}
            topic = "realtime:probe:open"
            reply = await joined.ask(topic, "phx_join", {**join, "access_token": token("old")})
            assert reply["status"] == "ok", reply
            # Rotated: both keys join; what is connected goes on.
            write(path, jwk("ES256", kid="new"), jwk("ES256", kid="old"))
            reply = await late.ask(topic, "phx_join", {**join, "access_token": token("new")})
            assert reply["status"] == "ok", reply
            # Retired: a join with it is refused, and so is a renewal of who is connected.
            write(path, jwk("ES256", kid="new"))
            reply = await late.ask(topic, "phx_join", {**join, "access_token": token("old", 1)})
            assert "JwtSignatureError" in reply["response"]["reason"]
            await joined.say(topic, "access_token", {"access_token": token("old", 2)})
            told = await joined.hear("system")
            assert "Failed to validate JWT signature" in told["message"]
            await joined.hear("phx_close")
            async with bare_socket(relay, key=token("new")) as other:
                reply = await other.ask(topic, "phx_join", join)
                assert reply["status"] == "ok", reply

    asyncio.run(act())
