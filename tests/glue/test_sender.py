"""One delivery attempt against a real server: bad responses, and addresses that are refused."""

import asyncio
import hashlib
import ssl
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from glue.webhooks.addresses import AddressRefusedError, Resolver, Rules, check_address
from glue.webhooks.sender import Message, Report, Sender
from tests.glue.receivers import Receiver, running_receiver

LOOPBACK = ("127.0.0.0/8", "::1/128")
PATIENCE = 60
"""Seconds in which any answer comes, also on a busy machine."""


@pytest.fixture(scope="module")
def receiver() -> Iterator[Receiver]:
    with running_receiver() as server:
        yield server


def names(**hosts: Sequence[str]) -> Resolver:
    """Resolve from a table; count the questions in `asked`."""

    async def resolver(host: str, _port: int) -> Sequence[str]:
        asked.append(host)
        return hosts[host.replace(".", "_")]

    asked: list[str] = []
    resolver.asked = asked  # type: ignore[attr-defined]
    return resolver


def attempt(
    url: str,
    *,
    rules: Rules,
    resolver: Resolver | None = None,
    context: ssl.SSLContext | None = None,
    seconds: float = PATIENCE,
) -> Report:
    async def send() -> Report:
        extra: Any = {} if resolver is None else {"resolver": resolver}
        async with Sender(rules, context=context, timeout_seconds=seconds, **extra) as sender:
            return await sender.send(
                Message(
                    1,
                    1,
                    url,
                    {"webhook-id": "evt_1", "content-type": "application/json"},
                    '{"é": 1}',
                )
            )

    return asyncio.run(send())


def open_rules(receiver: Receiver) -> Rules:
    return Rules.of([receiver.port], LOOPBACK)


def test_the_body_and_the_headers_arrive_as_they_are(receiver: Receiver) -> None:
    report = attempt(receiver.url("/status/200"), rules=open_rules(receiver))
    assert (report.status_code, report.error, report.response) == (200, None, "well")
    assert report.response_sha256 == hashlib.sha256(b"well").hexdigest()
    request = receiver.requests[-1]
    assert request.body == '{"é": 1}'.encode()
    assert request.headers["webhook-id"] == "evt_1"
    assert request.headers["host"] == f"127.0.0.1:{receiver.port}"
    assert request.headers["accept-encoding"] == "identity"


@pytest.mark.parametrize(
    ("path", "code", "error"),
    [
        ("/status/500", 500, None),
        ("/status/410", 410, None),
        ("/redirect", 302, None),
        ("/huge-head", None, "RemoteProtocolError"),
        ("/garbage", None, "RemoteProtocolError"),
        ("/close", None, "RemoteProtocolError"),
        ("/short", 200, "RemoteProtocolError"),
        ("/gzip", 200, None),
    ],
)
def test_misbehaviour_becomes_a_report(
    receiver: Receiver, path: str, code: int | None, error: str | None
) -> None:
    report = attempt(receiver.url(path), rules=open_rules(receiver))
    assert report.status_code == code
    assert (report.error or "").split(":")[0] == (error or "")


@pytest.mark.parametrize(
    ("path", "code", "seconds"),
    # The head of the second is answered at once; a busy machine may need a while for it.
    [("/silent", None, 0.5), ("/drip", 200, 5), ("/drip-head", None, 0.5)],
)
def test_an_attempt_ends_when_its_time_is_over(
    receiver: Receiver, path: str, code: int | None, seconds: float
) -> None:
    report = attempt(receiver.url(path), rules=open_rules(receiver), seconds=seconds)
    assert report.status_code == code
    assert report.error == f"timeout: not done within {seconds} s"
    # The receiver would go on for half an hour.
    assert report.latency_ms < PATIENCE * 1000


def test_a_redirect_is_not_followed(receiver: Receiver) -> None:
    before = receiver.paths().count("/status/200")
    attempt(receiver.url("/redirect"), rules=open_rules(receiver))
    assert receiver.paths().count("/status/200") == before


def test_a_response_without_an_end_is_cut(receiver: Receiver) -> None:
    report = attempt(receiver.url("/huge"), rules=open_rules(receiver))
    assert (report.status_code, report.error) == (200, None)
    assert report.response == "x" * 1024
    assert report.response_sha256 == hashlib.sha256(b"x" * 65536).hexdigest()


def test_a_response_that_is_no_text_is_kept_as_far_as_it_goes(receiver: Receiver) -> None:
    report = attempt(receiver.url("/nul"), rules=open_rules(receiver))
    assert report.response is not None
    assert "\x00" not in report.response
    assert report.response_sha256 == hashlib.sha256(b"\x00\xff\xc3\x00").hexdigest()


def test_retry_after_is_reported(receiver: Receiver) -> None:
    report = attempt(receiver.url("/status/429/Retry-After/17"), rules=open_rules(receiver))
    assert (report.status_code, report.retry_after) == (429, "17")


def test_nobody_listening_is_no_answer() -> None:
    with running_receiver() as gone:
        rules, url = open_rules(gone), gone.url("/status/200")
    report = attempt(url, rules=rules)
    assert report.status_code is None
    assert (report.error or "").startswith("ConnectError")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1"])
def test_loopback_is_refused_by_default_however_it_is_spelled(
    receiver: Receiver, host: str
) -> None:
    before = len(receiver.requests)
    report = attempt(receiver.url("/status/200", host), rules=Rules.of([receiver.port], []))
    assert (report.error or "").startswith("refused: ")
    assert len(receiver.requests) == before


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.255.255.254", "0.0.0.0",  # noqa: S104 - an address to refuse
        "10.1.2.3", "172.16.0.1", "172.31.255.1",
        "192.168.1.1", "169.254.169.254", "100.64.0.1", "192.0.0.8", "192.0.2.1", "198.18.0.1",
        "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.1.2.3", "240.0.0.1", "255.255.255.255",
        "192.88.99.1",
        "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:8.8.8.8",
        "64:ff9b::7f00:1", "64:ff9b::808:808", "64:ff9b:1::1", "2002:7f00:1::", "2001:0:1::1",
        "fe80::1", "fe80::1%eth0", "fec0::1", "fc00::1", "fd12:3456::1", "ff02::1", "ff0e::1",
        "2001:db8::1", "100::1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public_are_refused(address: str) -> None:
    with pytest.raises(AddressRefusedError):
        check_address(address, Rules())


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "172.32.0.1", "2606:4700::1111"])
def test_public_addresses_are_not(address: str) -> None:
    assert str(check_address(address, Rules())) == address


@pytest.mark.parametrize(
    ("url", "word"),
    [
        ("ftp://example.com/", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("https://user:secret@example.com/", "credentials"),
        ("https://user@example.com/", "credentials"),
        ("http://example.com:22/", "port"),
        ("https://example.com:8443/", "port"),
        ("http:///path", "host"),
        ("https://exa\nmple.com/", ""),
        ("nonsense", "scheme"),
        ("https://[::1/", ""),
        ("http://xn--/", "read"),
        ("http://xn--a/", "read"),
        ("http://a..b/", "name"),
        ("http://10.0.0.1/", "public"),
        ("http://[::ffff:10.0.0.1]/", "public"),
        ("http://0x7f.1/", "public"),
        ("http://1.2.3.4.5/", "IPv4"),
    ],
)
def test_urls_that_we_do_not_send_to_are_refused(url: str, word: str) -> None:
    report = attempt(url, rules=Rules(), resolver=names())
    assert (report.error or "").startswith("refused: ")
    assert word in (report.error or "")


def test_credentials_are_not_repeated_in_the_error() -> None:
    report = attempt("https://user:s3cret@example.com/", rules=Rules(), resolver=names())
    assert "s3cret" not in (report.error or "")


def test_a_name_is_resolved_once_and_the_checked_address_is_used(receiver: Receiver) -> None:
    answers = iter([["127.0.0.1"], ["127.0.0.2"]])
    asked: list[str] = []

    async def rebinding(host: str, _port: int) -> Sequence[str]:
        asked.append(host)
        return next(answers)

    rules = Rules.of([receiver.port], ["127.0.0.1/32"])
    url = receiver.url("/status/200", "hook.example")
    first = attempt(url, rules=rules, resolver=rebinding)
    assert (first.status_code, asked) == (200, ["hook.example"])
    assert receiver.requests[-1].headers["host"] == f"hook.example:{receiver.port}"
    second = attempt(url, rules=rules, resolver=rebinding)
    assert second.error == "refused: 127.0.0.2 is not a public address"
    assert asked == ["hook.example"] * 2


def test_one_bad_address_among_good_ones_is_refused(receiver: Receiver) -> None:
    before = len(receiver.requests)
    report = attempt(
        receiver.url("/status/200", "hook.example"),
        rules=Rules.of([receiver.port], ["127.0.0.1/32"]),
        resolver=names(hook_example=["127.0.0.1", "10.0.0.1"]),
    )
    assert report.error == "refused: 10.0.0.1 is not a public address"
    assert len(receiver.requests) == before


def test_the_next_address_is_tried_when_one_does_not_answer(receiver: Receiver) -> None:
    report = attempt(
        receiver.url("/status/200", "hook.example"),
        rules=open_rules(receiver),
        resolver=names(hook_example=["127.0.0.9", "127.0.0.1"]),
    )
    assert report.status_code == 200


def test_proxies_of_the_environment_are_not_used(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    report = attempt(receiver.url("/status/200"), rules=open_rules(receiver))
    assert report.status_code == 200


def certificate(folder: Path, name: str) -> tuple[Path, Path]:
    """Make a self-signed certificate for a name."""
    key, cert = folder / "key.pem", folder / "cert.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
            *("-nodes", "-days", "2", "-subj", f"/CN={name}"),
            *("-addext", f"subjectAltName=DNS:{name}", "-keyout", str(key), "-out", str(cert)),
        ],
        check=True,
        capture_output=True,
    )
    return key, cert


def test_tls_asks_for_the_name_and_judges_the_certificate(tmp_path: Path) -> None:
    key, cert = certificate(tmp_path, "hook.example")
    theirs = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    theirs.load_cert_chain(cert, key)
    trusting = ssl.create_default_context(cafile=str(cert))
    resolver = names(hook_example=["127.0.0.1"], other_example=["127.0.0.1"])
    with running_receiver(context=theirs) as server:
        url, rules = server.url("/status/200", "hook.example"), open_rules(server)
        good = attempt(url, rules=rules, resolver=resolver, context=trusting)
        assert (good.status_code, server.names[-1]) == (200, "hook.example")
        other = server.url("/status/200", "other.example")
        wrong = attempt(other, rules=rules, resolver=resolver, context=trusting)
        assert "CERTIFICATE_VERIFY_FAILED" in (wrong.error or "")
        unknown = attempt(url, rules=rules, resolver=resolver)
        assert "CERTIFICATE_VERIFY_FAILED" in (unknown.error or "")
        assert len(server.requests) == 1
