"""The demo pages are there where their modules are chosen, and `up` prints their addresses."""

import asyncio
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest

from glue.gateway import demo
from glue.gateway.problems import ProblemError
from glue.http.tokens import user_id
from glue.schema.modules import Modules
from glue.stack import pages

FILTERS, COMMERCE = "/demo/", "/demo/commerce/"
SUPPLIERS, CONCERTS = "/demo/suppliers/", "/demo/concerts/"
PAGES = {
    ("filters",): {FILTERS},
    ("commerce",): {COMMERCE},
    ("suppliers",): {SUPPLIERS},
    ("concerts",): {CONCERTS},
    ("filters", "commerce", "suppliers", "concerts"): {FILTERS, COMMERCE, SUPPLIERS, CONCERTS},
    (): set(),
}


def choose(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Let these modules be chosen."""
    for module in (demo, pages):
        monkeypatch.setattr(module, "read_modules", lambda: Modules({}, frozenset(names)))


def printed() -> list[str]:
    """Return the addresses of demo pages that `up` prints."""
    stack = SimpleNamespace(address=lambda: SimpleNamespace(url=""), jwt_secret="s" * 32)
    links = [page.link(stack) for page in pages.served_pages()]  # type: ignore[arg-type]
    return [link for link in links if link.startswith("/demo/")]


def bearers() -> dict[str, tuple[str, list[str]]]:
    """Return whose tokens the one printed address has, by name, with their app roles."""
    (address,) = printed()
    found = {}
    for name, (token,) in parse_qs(urlsplit(address).fragment).items():
        claims = jwt.decode(token, options={"verify_signature": False})
        found[name] = (claims["sub"], claims["app_metadata"]["roles"])
    return found


def status(path: str) -> int:
    """Return the status with which a path is answered."""
    try:
        return asyncio.run(demo.answer_demo(path, "key")).status
    except ProblemError as refused:
        return refused.problem.status


@pytest.mark.parametrize("chosen", PAGES)
def test_a_page_is_there_where_its_module_is(
    chosen: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, *chosen)
    pages = (FILTERS, COMMERCE, SUPPLIERS, CONCERTS)
    assert {page for page in pages if status(page) == 200} == PAGES[chosen]
    assert {page for page in pages if status(page.removesuffix("/")) == 308} == PAGES[chosen]
    assert {address.split("#")[0] for address in printed()} == PAGES[chosen]
    # What the pages share.
    for shared in ("/demo/page.css", "/demo/config.json"):
        assert status(shared) == (200 if chosen else 404)


def test_the_link_to_the_race_signs_three_users_in(monkeypatch: pytest.MonkeyPatch) -> None:
    choose(monkeypatch, "commerce")
    assert bearers() == {
        "ada": (str(user_id("ada")), []),
        "bob": (str(user_id("bob")), []),
        "staff": (str(user_id("cleo")), ["admin"]),
    }


def test_the_link_to_the_tasks_signs_two_users_in(monkeypatch: pytest.MonkeyPatch) -> None:
    choose(monkeypatch, "suppliers")
    assert bearers() == {
        "manager": (str(user_id("mia")), ["project_manager"]),
        "supplier": (str(user_id("sam")), ["supplier"]),
    }


def test_the_link_to_the_votes_signs_two_users_in(monkeypatch: pytest.MonkeyPatch) -> None:
    choose(monkeypatch, "concerts")
    assert bearers() == {"ada": (str(user_id("ada")), []), "bob": (str(user_id("bob")), [])}
