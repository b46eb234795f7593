"""Frames: every written frame can be read, and no input breaks the reader."""

import contextlib
import json
import struct
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glue.relay.protocol import (
    BadFrameError,
    Broadcast,
    Message,
    Version,
    decode_binary,
    decode_text,
    encode,
    encode_broadcast,
    frame,
    read_broadcast,
    to_json,
)

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
).filter(lambda value: "Infinity" not in json.dumps(value))
REF = st.none() | st.text("0123456789", min_size=1, max_size=9)


def _payload(data: bytes) -> bytes:
    """Return what a whole, unmasked WebSocket frame carries."""
    length, at = data[1], 2
    if length == 126:
        length, at = struct.unpack("!H", data[2:4])[0], 4
    elif length == 127:
        length, at = struct.unpack("!Q", data[2:10])[0], 10
    assert len(data) == at + length
    return data[at:]


def _push(message: Message, event: str, payload: bytes, encoding: int) -> bytes:
    """Write a broadcast as a client of version 2.0.0 does."""
    parts = [
        part.encode() for part in (message.join_ref or "", message.ref or "", message.topic, event)
    ]
    lengths = [*map(len, parts), 0]
    return bytes([3, *lengths, encoding]) + b"".join(parts) + payload


@given(st.sampled_from(Version), st.builds(Message, TEXT, TEXT, JSON, REF, REF))
def test_a_message_is_read_as_it_was_written(version: Version, message: Message) -> None:
    if version is Version.V1:
        # What is said to a client of the first version has no such ref.
        message = replace(message, join_ref=None)
    assert decode_text(version, _payload(encode(version, message)).decode()) == message


@given(TEXT, TEXT, st.binary(max_size=200))
def test_a_binary_broadcast_is_read_as_it_was_written(
    topic: str, event: str, payload: bytes
) -> None:
    sent = Message(topic, "broadcast", None, "1", "2")
    read = decode_binary(Version.V2, _push(sent, event, payload, 0))
    assert read == Message(topic, "broadcast", Broadcast(event, payload, is_json=False), "1", "2")


@given(st.sampled_from(Version), TEXT, TEXT, JSON)
def test_a_broadcast_means_the_same_in_both_versions(
    version: Version, topic: str, event: str, payload: Any
) -> None:
    broadcast = Broadcast(event, to_json(payload).encode(), meta={"id": "x"})
    data = encode_broadcast(version, topic, broadcast)
    assert data is not None
    inside = _payload(data)
    if version is Version.V1 or max(len(topic.encode()), len(event.encode())) > 255:
        message = decode_text(version, inside.decode())
        assert message.topic == topic
        assert message.payload == {
            "type": "broadcast",
            "event": event,
            "payload": payload,
            "meta": {"id": "x"},
        }
    else:
        kind, topics, events, metas, encoding = inside[:5]
        assert (kind, encoding) == (4, 1)
        assert inside[5 : 5 + topics].decode() == topic
        assert inside[5 + topics :][:events].decode() == event
        assert json.loads(inside[5 + topics + events :][:metas]) == {"id": "x"}
        assert json.loads(inside[5 + topics + events + metas :]) == payload


def test_what_does_not_fit_a_binary_header_is_text() -> None:
    topic = "ö" * 128
    data = encode_broadcast(Version.V2, topic, Broadcast("e", b"{}"))
    assert data is not None
    assert data[0] == 0x81
    assert decode_text(Version.V2, _payload(data).decode()).topic == topic
    assert encode_broadcast(Version.V2, topic, Broadcast("e", b"\0", is_json=False)) is None


def test_bytes_never_reach_version_1() -> None:
    assert encode_broadcast(Version.V1, "t", Broadcast("e", b"\0", is_json=False)) is None


@pytest.mark.parametrize("length", [0, 125, 126, 65_535, 65_536])
def test_a_frame_has_the_length_that_it_says(length: int) -> None:
    assert _payload(frame(b"x" * length, is_text=True)) == b"x" * length


@given(st.sampled_from(Version), st.text(max_size=80))
def test_any_text_is_read_or_refused(version: Version, text: str) -> None:
    with contextlib.suppress(BadFrameError):
        decode_text(version, text)


@given(st.binary(max_size=80))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(BadFrameError):
        decode_binary(Version.V2, data)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ('{"topic": 1e999}', "not JSON"),
        ('{"topic": NaN}', "not JSON"),
        ('{"topic": "\\ud800", "event": "e"}', "not JSON"),
        ("[]", "not an object"),
        ('{"topic": 1, "event": "e"}', "strings"),
        ('{"topic": "t", "event": "e", "ref": {}}', "ref"),
    ],
)
def test_a_malformed_frame_is_refused_with_a_reason(text: str, why: str) -> None:
    with pytest.raises(BadFrameError, match=why):
        decode_text(Version.V1, text)


@pytest.mark.parametrize(
    ("version", "data", "why"),
    [
        (Version.V1, b"\3\0\0\0\0\0\0", "no binary"),
        (Version.V2, b"", "too short"),
        (Version.V2, b"\4\0\0\0\0\0\0", "not a broadcast"),
        (Version.V2, b"\3\0\0\0\0\0\7", "not a broadcast"),
        (Version.V2, b"\3\0\0\xff\0\0\0x", "too short"),
        (Version.V2, b"\3\0\0\1\0\0\0\xff", "not UTF-8"),
        (Version.V2, b"\3\0\0\0\0\0\1{", "not JSON"),
    ],
)
def test_a_malformed_binary_frame_is_refused_with_a_reason(
    version: Version, data: bytes, why: str
) -> None:
    with pytest.raises(BadFrameError, match=why):
        decode_binary(version, data)


def test_a_broadcast_needs_an_event() -> None:
    assert read_broadcast({"event": "e"}) == Broadcast("e", b"{}")
    assert read_broadcast({"payload": {}}) is None
    assert read_broadcast([]) is None
