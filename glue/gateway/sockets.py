"""Passing messages of WebSockets both ways."""

import asyncio

import aiohttp
from aiohttp import WSCloseCode, WSMsgType, web

GOODBYE_SECONDS = 5.0
"""How long the other side may take to end after one has."""


async def converse(
    request: web.BaseRequest, socket: web.WebSocketResponse, onward: aiohttp.ClientWebSocketResponse
) -> None:
    """Pass messages both ways; when one side ends, end the other in the same manner."""
    sides = {
        asyncio.create_task(_pump(socket, onward)),
        asyncio.create_task(_pump(onward, socket)),
    }
    try:
        ended, others = await asyncio.wait(sides, return_when=asyncio.FIRST_COMPLETED)
        is_orderly = all(not side.exception() and side.result() for side in ended)
        if is_orderly and others:
            await asyncio.wait(others, timeout=GOODBYE_SECONDS)
    finally:
        for side in sides:
            side.cancel()
        await asyncio.gather(*sides, return_exceptions=True)
    if not is_orderly and request.transport is not None:
        request.transport.abort()


async def end_both(socket: web.WebSocketResponse, onward: aiohttp.ClientWebSocketResponse) -> None:
    """End a conversation from here: the client is to connect elsewhere."""
    words = b"the gateway stops"
    await socket.close(code=WSCloseCode.GOING_AWAY, message=words)
    await onward.close(code=WSCloseCode.GOING_AWAY, message=words)


_Socket = web.WebSocketResponse | aiohttp.ClientWebSocketResponse


async def _pump(source: _Socket, sink: _Socket) -> bool:
    """Pass on the messages of one side; return whether it closed the connection properly."""
    while True:
        message = await source.receive()
        match message.type:
            case WSMsgType.TEXT:
                await sink.send_str(message.data)
            case WSMsgType.BINARY:
                await sink.send_bytes(message.data)
            case WSMsgType.PING:
                await sink.ping(message.data)
            case WSMsgType.PONG:
                await sink.pong(message.data)
            case WSMsgType.CLOSE:
                code, why = message.data or WSCloseCode.OK, (message.extra or "").encode()
                await sink.close(code=code, message=why)
                await source.close(code=code, message=why)
                return True
            case WSMsgType.ERROR:
                # The library has already sent its refusal to that side.
                await sink.close(code=source.close_code or WSCloseCode.INTERNAL_ERROR)
                return True
            case ended:
                # Closing is what the other direction does; else it broke off.
                return ended is WSMsgType.CLOSING
