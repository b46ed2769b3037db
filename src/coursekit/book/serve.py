"""The built book over HTTP, compressed as a static host sends it."""

from __future__ import annotations

import gzip
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote, urlsplit

HOST = "127.0.0.1"
_KINDS = {".css": "text/css", ".html": "text/html", ".js": "text/javascript",
          ".svg": "image/svg+xml"}


def serve(folder: Path, port: int = 8000) -> int:
    """Show the book in ``folder`` at ``port`` until Ctrl-C; 0 picks a free port.

    Returns 0, or 1 where there is no book or the port is taken.
    """
    if not (folder / "index.html").is_file():
        print(f"There is no book in {folder}; make it with `make book`.", file=sys.stderr)
        return 1
    try:
        server = _server(folder, port)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        print(f"Port {port} cannot be used ({reason}); choose another with --port.",
              file=sys.stderr)
        return 1
    print(f"The book is at http://localhost:{server.server_address[1]}; Ctrl-C ends it.")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print()
    finally:
        server.server_close()
    return 0


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve ``folder`` at a free port until the block ends; gives the address, no slash at end."""
    server = _server(folder, 0)
    # How long the end of the block waits at most, until the server looks whether it is to stop.
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def packed(path: Path) -> bytes:
    """A file as it goes over the wire to a browser that takes gzip."""
    return _packed(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=256)
def _packed(path: Path, changed: int) -> bytes:
    return gzip.compress(path.read_bytes(), 6, mtime=0)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that leaves a page cuts its connections; that is no fault."""


def _server(folder: Path, port: int) -> _Server:
    base = folder.resolve()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # A file goes out behind its headers without the wait of 40 ms for the browser's word.
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            path = (base / unquote(urlsplit(self.path).path).lstrip("/")).resolve()
            if path.is_dir():
                path = path / "index.html"
            if not path.is_relative_to(base) or not path.is_file():
                self.send_error(404)
                return
            text = _KINDS.get(path.suffix)
            small = text is not None and "gzip" in self.headers.get("Accept-Encoding", "")
            body = packed(path) if small else path.read_bytes()
            self.send_response(200)
            plain = guess_type(path.name)[0] or "application/octet-stream"
            self.send_header("Content-Type", f"{text}; charset=utf-8" if text else plain)
            if small:
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            # Links carry the hash of what they lead to, so a style or script may be kept.
            self.send_header("Cache-Control", "max-age=600" if "?v=" in self.path else "no-cache")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Say nothing: a line for each file would hide the address."""

    return _Server((HOST, port), Handler)
