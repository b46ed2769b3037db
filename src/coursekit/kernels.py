"""A kernel for one notebook: started, used, closed, and listened to instead of overheard.

Kernels and the libraries that talk to them write to the terminal what they please, most of it
while they end: on a busy machine a socket is gone before the last answer to it, and a page of
"Exception in ZMQStream callback" follows that means nothing. So all of it goes to a place of
its own, and somebody is told of it only where the kernel failed.
"""

from __future__ import annotations

import asyncio
import atexit
import logging
import sys
import tempfile
import threading
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import IO, Any

from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbformat import NotebookNode

#: Seconds that a kernel may take to end by itself, half before and half after it is told again.
FAREWELL = 20
LAST_LINES = 12


class Kernel:
    """A kernel of the kind ``name`` in which a notebook is run once.

    ``last_words`` are what the kernel had to say, or else the libraries about it: of use where
    it died or did not start, and noise where it ran to its end.
    """

    def __init__(self, name: str) -> None:
        self.last_words = ""
        self._name = name

    def run(self, notebook: NotebookNode, folder: str, **options: Any) -> None:
        """Run all cells in ``folder``; raises what :class:`nbclient.NotebookClient` raises.

        ``options`` are that client's. When this returns, the kernel's process has ended.
        """
        manager = AsyncKernelManager(kernel_name=self._name, shutdown_wait_time=FAREWELL)
        client = NotebookClient(
            notebook, km=manager, resources={"metadata": {"path": folder}}, **options)
        lines: list[str] = []
        with tempfile.TemporaryFile() as said:
            try:
                _finished(_whole(client, manager, said, lines))
            finally:
                # Left behind where a kernel did not start, it would fail when Python ends.
                atexit.unregister(client._cleanup_kernel)
                said.seek(0)
                own = said.read().decode(errors="replace").splitlines()
                self.last_words = "\n".join((own or lines)[-LAST_LINES:])


def _finished(work: Coroutine[Any, Any, None]) -> None:
    """Do all of some work before going on, also where an event loop runs already."""

    def run() -> None:
        # On Windows the usual loop cannot watch the sockets of a kernel.
        factory = asyncio.SelectorEventLoop if sys.platform == "win32" else None
        with asyncio.Runner(loop_factory=factory) as runner:
            runner.run(work)

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        run()
    else:
        with ThreadPoolExecutor(1) as pool:
            pool.submit(run).result()


async def _whole(
    client: NotebookClient, manager: AsyncKernelManager, said: IO[bytes], lines: list[str]
) -> None:
    with _heard(lines):
        try:
            await client.async_execute(stdout=said, stderr=said)
        finally:
            # First our ends of the channels, since nobody asks any more: were the process or
            # the context gone before, a thread that still listens would miss its socket.
            if client.kc is not None:
                client.kc.stop_channels()
            if await manager.is_alive():
                await manager.shutdown_kernel()
            else:
                await manager.cleanup_resources()


@contextmanager
def _heard(lines: list[str]) -> Iterator[None]:
    """Put into ``lines`` what libraries log in this thread, which else Python would print."""
    here = threading.get_ident()

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            # Others run notebooks in other threads, and the client keeps some for itself.
            if record.thread == here:
                lines.extend(self.format(record).splitlines())

    listener = Listener(logging.WARNING)
    logging.getLogger().addHandler(listener)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(listener)
