"""The mailbox over HTTP: reads a body as it comes, answers with bytes or one fixed word, logs numbers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Executor

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from focal_desktop import wire
from focal_desktop.hub.conversation import Conversation
from focal_desktop.hub.limits import Limits, Rates
from focal_desktop.hub.mailbox import Mailbox
from focal_desktop.hub.refusal import Refusal

Log = Callable[[str, dict[str, int]], None]
"""Takes the code of an event and its numbers; there is no room for anything else."""


class Web:
    """Answers requests; the mailbox is touched by the one worker thread alone."""

    def __init__(self, mailbox: Mailbox, limits: Limits, rates: Rates, worker: Executor, log: Log) -> None:
        self._mailbox = mailbox
        self._limits = limits
        self._rates = rates
        self._worker = worker
        self._log = log

    async def exchange(self, request: Request) -> Response:
        """Hold one exchange."""
        address = request.client.host if request.client else ""
        talk = Conversation(self._mailbox, self._limits, self._rates, address)
        try:
            response = await self._hold(request, talk)
        except Refusal as refusal:
            self._log(f"refused.{refusal.word}", {"status": refusal.status, "kept": talk.kept})
            response = Response(refusal.text, refusal.status)
        except (ClientDisconnect, TimeoutError):
            response = Response("bad_request", wire.REFUSALS["bad_request"])
        except Exception as wrong:  # noqa: BLE001 the face of the hub: whatever broke, one fixed word goes out
            self._log(f"internal.{type(wrong).__name__}", {"line": _last_line(wrong)})
            response = Response("internal", wire.REFUSALS["internal"])
        finally:
            self._worker.submit(talk.close)
        return response

    async def _hold(self, request: Request, talk: Conversation) -> Response:
        if int(request.headers.get("content-length", "0")) > self._limits.request_bytes:
            raise Refusal("too_large")
        loop = asyncio.get_running_loop()
        async for piece in self._pieces(request):
            await loop.run_in_executor(self._worker, talk.feed, piece)
        body = await loop.run_in_executor(self._worker, talk.finish)
        return Response(status_code=204) if body is None else Response(body)

    async def _pieces(self, request: Request) -> AsyncIterator[bytes]:
        pieces = aiter(request.stream())
        while True:
            async with asyncio.timeout(self._limits.silence_s):
                piece = await anext(pieces, None)
            if piece is None:
                return
            if piece:
                yield piece

    async def refuse(self, _request: Request, _wrong: Exception) -> Response:
        """Answer any other path or method with the same word."""
        return Response("bad_request", wire.REFUSALS["bad_request"])

    def app(self) -> Starlette:
        """Return the application."""
        handlers = {404: self.refuse, 405: self.refuse}
        return Starlette(routes=[Route("/", self.exchange, methods=["POST"])], exception_handlers=handlers)


def _last_line(wrong: Exception) -> int:
    """Return where it broke: a line number says nothing about anyone."""
    trace = wrong.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return trace.tb_lineno if trace is not None else 0
