"""The frames of Supabase Realtime, both versions: bytes in, messages out, and back. Pure.

Version 1.0.0 is one JSON object a frame. Version 2.0.0 is a JSON array, or for a broadcast
with its payload apart, a binary frame: then the payload is passed on without being read.
"""

import json
import math
import struct
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

PUSH, BROADCAST = 3, 4
BINARY, JSON = 0, 1
HEADER_BYTES = 7
LONGEST = 255
"""A length in the header of a binary frame is one byte."""

_FIN_TEXT, _FIN_BINARY = 0x81, 0x82
_SHORT, _MIDDLE = 126, 1 << 16


class Version(Enum):
    """The two protocols, by the name that a client asks for."""

    V1 = "1.0.0"
    V2 = "2.0.0"


class BadFrameError(Exception):
    """A frame that is not of the protocol."""


@dataclass(frozen=True, slots=True)
class Broadcast:
    """A broadcast: its payload as the bytes that it came in."""

    event: str
    payload: bytes
    is_json: bool = True
    meta: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Message:
    """What is said, either way: `payload` is JSON, or the broadcast of a binary frame."""

    topic: str
    event: str
    payload: Any
    ref: str | None = None
    join_ref: str | None = None


def to_json(value: Any) -> str:
    """Write JSON without blanks."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


# -- from a client -------------------------------------------------------------


def decode_text(version: Version, text: str) -> Message:
    """Read a text frame."""
    try:
        value = read_json(text)
    except (ValueError, RecursionError) as exc:
        raise BadFrameError("not JSON") from exc
    if version is Version.V1:
        if not isinstance(value, dict):
            raise BadFrameError("not an object")
        parts = [value.get(key) for key in ("join_ref", "ref", "topic", "event", "payload")]
    else:
        if not isinstance(value, list) or len(value) != 5:  # noqa: PLR2004 - the five parts
            raise BadFrameError("not an array of five")
        parts = value
    join_ref, ref, topic, event, payload = parts
    if not isinstance(topic, str) or not isinstance(event, str):
        raise BadFrameError("topic and event must be strings")
    return Message(topic, event, payload, _ref(ref), _ref(join_ref))


def read_json(text: str) -> Any:
    """Read JSON that can be written again: no infinity, no half of a character."""
    value = json.loads(text, parse_constant=_refuse, parse_float=_finite)
    if "\\ud" in text.lower():
        to_json(value).encode()
    return value


def _finite(text: str) -> float:
    value = float(text)
    return value if math.isfinite(value) else _refuse(text)


def _refuse(text: str) -> float:
    raise ValueError(f"{text} is not JSON")


def _ref(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, int):
        return str(value)
    raise BadFrameError("ref must be a string")


def decode_binary(version: Version, data: bytes) -> Message:
    """Read a binary frame: a broadcast of version 2.0.0."""
    if version is Version.V1:
        raise BadFrameError("version 1.0.0 has no binary frames")
    if len(data) < HEADER_BYTES:
        raise BadFrameError("too short")
    kind, *lengths, encoding = data[:HEADER_BYTES]
    if kind != PUSH or encoding not in (BINARY, JSON):
        raise BadFrameError("not a broadcast")
    parts, at = [], HEADER_BYTES
    for length in lengths:
        parts.append(data[at : at + length])
        at += length
    if at > len(data):
        raise BadFrameError("too short")
    try:
        join_ref, ref, topic, event, _meta = (part.decode() for part in parts)
        payload = data[at:]
        if encoding == JSON:
            read_json(payload.decode())
    except (ValueError, RecursionError) as exc:
        raise BadFrameError("not UTF-8 or not JSON") from exc
    broadcast = Broadcast(event, payload, encoding == JSON)
    return Message(topic, "broadcast", broadcast, ref or None, join_ref or None)


def read_broadcast(payload: Any) -> Broadcast | None:
    """Return the broadcast that a message holds; None when it holds none."""
    if isinstance(payload, Broadcast):
        return payload
    if isinstance(payload, dict) and isinstance(payload.get("event"), str):
        return Broadcast(payload["event"], to_json(payload.get("payload", {})).encode())
    return None


# -- to a client ---------------------------------------------------------------


def encode(version: Version, message: Message) -> bytes:
    """Return one message as a whole WebSocket frame."""
    topic, event, payload, ref = message.topic, message.event, message.payload, message.ref
    if version is Version.V1:
        text = to_json({"ref": ref, "event": event, "payload": payload, "topic": topic})
    else:
        text = to_json([message.join_ref, ref, topic, event, payload])
    return frame(text.encode(), is_text=True)


def encode_broadcast(version: Version, topic: str, broadcast: Broadcast) -> bytes | None:
    """Return a broadcast as a whole WebSocket frame; None when this version has no such."""
    if version is Version.V2:
        parts = [
            topic.encode(),
            broadcast.event.encode(),
            to_json(broadcast.meta).encode() if broadcast.meta else b"",
        ]
        lengths = [len(part) for part in parts]
        if max(lengths) <= LONGEST:
            encoding = JSON if broadcast.is_json else BINARY
            header = bytes([BROADCAST, *lengths, encoding])
            return frame(b"".join([header, *parts, broadcast.payload]), is_text=False)
    if not broadcast.is_json:
        return None
    return frame(_broadcast_text(version, topic, broadcast), is_text=True)


def _broadcast_text(version: Version, topic: str, broadcast: Broadcast) -> bytes:
    """Put the payload between what surrounds it, as it is."""
    event = to_json(broadcast.event).encode()
    meta = b',"meta":' + to_json(broadcast.meta).encode() if broadcast.meta else b""
    payload = b'{"type":"broadcast","event":%b,"payload":%b%b}' % (event, broadcast.payload, meta)
    name = to_json(topic).encode()
    if version is Version.V1:
        return b'{"ref":null,"event":"broadcast","payload":%b,"topic":%b}' % (payload, name)
    return b'[null,null,%b,"broadcast",%b]' % (name, payload)


def frame(payload: bytes, *, is_text: bool) -> bytes:
    """Return a whole WebSocket frame as a server sends it: one piece, not masked."""
    first, length = _FIN_TEXT if is_text else _FIN_BINARY, len(payload)
    if length < _SHORT:
        header = struct.pack("!BB", first, length)
    elif length < _MIDDLE:
        header = struct.pack("!BBH", first, 126, length)
    else:
        header = struct.pack("!BBQ", first, 127, length)
    return header + payload
