"""Pages that may talk to nobody else, opened once and lent to one test after another.

Opening a page takes a browser three times as long as showing one. So a page that a test is done
with is wiped and lent to the next, unless the test did to it what cannot be undone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, CDPSession, Locator, Page, Request

#: Seconds that a step in a browser may take: only a page that hangs is given up, not a slow one.
PATIENCE = 120
OWN = {"127.0.0.1", "localhost"}
SCHEMES = {"data", "blob", "about", "file", "chrome"}
#: For Chromium: every other host is unknown to it, so that nothing is ever sent there.
ALONE = f"--host-resolver-rules=MAP * ~NOTFOUND, {', '.join(f'EXCLUDE {one}' for one in OWN)}"
#: What a page can be told of its reader without being opened anew, and what holds by default.
MEDIA = {"forced_colors": "none", "reduced_motion": "no-preference"}
#: What stays with a page for good: whoever uses one of these has the page to themselves.
SPENDING = ("add_init_script", "add_locator_handler", "clock", "close", "context",
            "expose_binding", "expose_function", "on", "once", "route", "route_from_har",
            "route_web_socket", "set_default_navigation_timeout", "set_default_timeout",
            "set_extra_http_headers")


class Faults(list[str]):
    """What went wrong in a page: console lines, page errors, requests failed or refused."""

    def watch(self, page: Page) -> None:
        """Note the faults of ``page`` from now on, as long as it is open."""
        watch(page, lambda: self)


def watch(page: Page, faults: Callable[[], Faults]) -> None:
    """Note the faults of ``page`` where ``faults`` says at that moment."""

    def asked(request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in SCHEMES and address.hostname not in OWN:
            faults().append(f"another host was asked: {request.url}")

    def failed(request: Request) -> None:
        # A page that is left before its icon has come has no fault.
        if request.failure != "net::ERR_ABORTED":
            faults().append(f"request failed: {request.url}")

    page.on("console", lambda line: faults().append(f"console {line.type}: {line.text}"))
    page.on("pageerror", lambda error: faults().append(f"page error: {error}"))
    page.on("request", asked)
    page.on("requestfailed", failed)
    page.on("response", lambda answer: answer.status >= 400
            and faults().append(f"{answer.status}: {answer.url}"))


class Lent(Page):
    """A page that knows whether it can be lent again."""

    faults: Faults
    spent: bool


def _spending(name: str) -> Any:
    """The member ``name`` of a page; to ask for it spends the page."""
    member = getattr(Page, name)

    def get(page: Lent) -> Any:
        page.spent = True
        return member.fget(page) if isinstance(member, property) else member.__get__(page)

    return property(get)


for _name in SPENDING:
    setattr(Lent, _name, _spending(_name))


class Pages:
    """The pages of one browser."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free: dict[str, list[tuple[Lent, CDPSession]]] = {}
        self._lent: list[tuple[str, Lent, CDPSession]] = []

    def lend(
        self, faults: Faults, width: int, height: int, colours: str, **options: Any
    ) -> Lent:
        """An empty page with nothing kept, which notes its faults in ``faults``."""
        media = {name: options.pop(name, usual) for name, usual in MEDIA.items()}
        key = repr(sorted(options.items()))
        free = self._free.setdefault(key, [])
        page, wires = free.pop() if free else self._open(options)
        self._lent.append((key, page, wires))
        page.faults = faults
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(media="null", color_scheme=colours, **media)
        return page

    def take_back(self) -> None:
        """Wipe every page that was lent, or close it; its faults are complete then."""
        while self._lent:
            key, page, wires = self._lent.pop()
            context = Page.context.fget(page)
            if page.spent or len(context.pages) > 1:
                context.close()
                continue
            page.goto("about:blank")
            for origin in page.origins:
                wires.send("Storage.clearDataForOrigin",
                           {"origin": origin, "storageTypes": "all"})
            page.origins.clear()
            self._free[key].append((page, wires))

    def _open(self, options: dict[str, Any]) -> tuple[Lent, CDPSession]:
        context = self._browser.new_context(**options)
        context.set_default_timeout(PATIENCE * 1000)
        page = context.new_page()
        wires = context.new_cdp_session(page)
        watch(page, lambda: page.faults)
        # A file is given to its field; the window that asks for one stays shut. From the start,
        # for this takes effect only after a while.
        page.on("filechooser", lambda _: None)
        page.origins = set()
        page.on("framenavigated", lambda frame: page.origins.update(_origin(frame.url)))
        page.on("crash", lambda _: setattr(page, "spent", True))
        page.__class__ = Lent
        page.spent = False
        return page, wires


def sizes(locator: Locator) -> list[list[float]]:
    """How wide and high each of these is in its page that takes up room there, in one look."""
    return locator.evaluate_all("""(all) => all.filter((e) => e.getClientRects().length)
        .map((e) => [e.getBoundingClientRect().width, e.getBoundingClientRect().height])""")


def _origin(url: str) -> list[str]:
    """Where what a page of this address keeps is kept, if anywhere."""
    address = urlsplit(url)
    keeps = address.scheme in ("http", "https", "file")
    return [f"{address.scheme}://{address.netloc}"] if keeps else []
