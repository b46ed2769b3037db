"""Asks an interface for JSON: a few tries, a time limit, a bounded size, no detours.

Whatever comes back instead is told in one sentence, with what to do.
"""

from __future__ import annotations

import http.client
import json
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

#: What may be better in a moment: too many requests, or a server that is busy.
AGAIN = (429, 500, 502, 503, 504)
_CHUNK = 65536


class Refused(Exception):
    """An interface gave no answer that can be used; the message says what, and what to do."""


class _Passing(Refused):
    """The same, where another try may help."""


class _NoDetours(urllib.request.HTTPRedirectHandler):
    """A redirect to another host is an answer from somebody who was not asked."""

    def redirect_request(self, req, fp, code, msg, headers, newurl):
        asked, told = urlsplit(req.full_url), urlsplit(newurl)
        if (asked.scheme, asked.netloc) != (told.scheme, told.netloc):
            raise Refused(f"{asked.netloc} sends on to {_plain(told.scheme)}://"
                          f"{_plain(told.netloc)}, which was "
                          "not asked; if the interface has moved, the course's address of it "
                          "must be changed")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


@dataclass
class Fetch:
    """Gets JSON from the interfaces.

    ``base`` stands in for the addresses of all interfaces (a mirror, or a server of tests),
    each below it by its name. ``seconds`` is the limit for one answer from its first byte to
    its last, ``size`` the most bytes of one; ``pauses`` are the seconds before each further try.
    """

    base: str | None = None
    seconds: float = 60
    size: int = 20_000_000
    pauses: Sequence[float] = (2, 10)

    def address(self, name: str, base: str) -> str:
        """Where the interface called ``name`` is asked, ``base`` unless told otherwise.

        >>> Fetch(base="http://localhost:8000/").address("bank", "https://bank.example")
        'http://localhost:8000/bank'
        """
        return base if self.base is None else f"{self.base.rstrip('/')}/{name}"

    def json(self, url: str, headers: Mapping[str, str] | None = None,
             again: Sequence[int] = AGAIN) -> Any:
        """The JSON at ``url``; Refused says what came instead."""
        for pause in (*self.pauses, None):
            try:
                return _parsed(self._bytes(url, headers or {}, again))
            except _Passing:
                if pause is None:
                    raise
                time.sleep(pause)

    def _bytes(self, url: str, headers: Mapping[str, str], again: Sequence[int]) -> bytes:
        host = urlsplit(url).netloc
        request = urllib.request.Request(url, headers={
            "Accept": "application/json", "Accept-Encoding": "identity", **headers})
        end = time.monotonic() + self.seconds
        try:
            # The limit of a socket is for each piece; a server may send one byte after the other.
            opener = urllib.request.build_opener(_NoDetours)
            with opener.open(request, timeout=self.seconds) as answer:
                return self._read(answer, host, end)
        except urllib.error.HTTPError as error:
            said = _said(error)
            kind = _Passing if error.code in again else Refused
            raise kind(f"{host} answers {error.code} {_plain(str(error.reason))}"
                       f"{f' ({said[:120]})' if said and '<' not in said else ''}; "
                       + ("try again later" if kind is _Passing else
                          "look whether the series is still there under this name")) from None
        except TimeoutError:
            raise self._slow(host) from None
        except urllib.error.URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise self._slow(host) from None
            why = "the name is not known" if isinstance(error.reason, socket.gaierror) else (
                getattr(error.reason, "strerror", None) or error.reason)
            raise Refused(f"{host} cannot be reached ({why}); is there a network? Try again when "
                          "there is") from None
        except (http.client.HTTPException, OSError) as error:
            raise _Passing(f"{host} broke the answer off ({error or type(error).__name__}); "
                           "try again later") from None

    def _read(self, answer: http.client.HTTPResponse, host: str, end: float) -> bytes:
        kind = answer.headers.get_content_type()
        if kind == "text/html":
            raise Refused(f"{host} gives a web page in place of data; a network that asks for a "
                          "log-in does so, and an interface that has moved")
        told = answer.headers.get("Content-Length", "")
        body = bytearray()
        while piece := answer.read1(_CHUNK):
            body += piece
            if len(body) > self.size:
                raise Refused(f"{host} gives more than {self.size:,} bytes in one answer; that "
                              "is not what was asked for")
            if time.monotonic() > end:
                raise self._slow(host)
        if told.isdigit() and len(body) < int(told):
            raise _Passing(f"{host} broke the answer off after {len(body):,} of {int(told):,} "
                           "bytes; try again later")
        return bytes(body)

    def _slow(self, host: str) -> Refused:
        return _Passing(f"{host} did not answer in full within {self.seconds:g} seconds; try "
                        "again later")


def _said(error: urllib.error.HTTPError) -> str:
    """What an error answer says, as far as it comes."""
    try:
        with error:
            return _plain(error.read(300).decode("utf-8", "replace"))
    except (http.client.HTTPException, OSError):
        return ""


def _plain(text: str) -> str:
    """Text from elsewhere in one line, without what would steer a terminal.

    >>> _plain("No\\x1b[2J such  page")
    'No[2J such page'
    """
    return "".join(one for one in " ".join(text.split()) if one.isprintable())


def _parsed(body: bytes) -> Any:
    try:
        return json.loads(body.decode("utf-8-sig"), parse_constant=_no_number)
    except json.JSONDecodeError as error:
        if body.lstrip()[:1] == b"<":
            raise Refused("a web page came in place of data; a network that asks for a log-in "
                          "does so, and an interface that has moved") from None
        if error.pos >= len(error.doc.rstrip()) - 1 or "Unterminated" in error.msg:
            raise _Passing("the answer breaks off in the middle; try again later") from None
        raise Refused(f"the answer is no JSON ({error.msg} at character {error.pos}); look at "
                      "the interface's own page for a change") from None
    except (ValueError, RecursionError):  # not UTF-8, a number of thousands of digits, deep nests
        raise Refused("the answer is no JSON that can be read; look at the interface's own page "
                      "for a change") from None


def _no_number(text: str) -> None:
    raise ValueError(f"{text} is no number")
