"""Every Markdown page: lines that fit, links that resolve, plain words, names that exist."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from glue import paths
from glue.lint import rules
from glue.schema.modules import read_modules
from glue.schema.sources import read_sources

WIDTH = 110
OBJECTS = ("functions", "migrations", "policies", "sql", "triggers")
FOLDERS = (*OBJECTS, "docs", "glue", "supabase", "tests")
SOURCES = ("functions", "policies", "sql", "supabase/stand_in", "triggers")
SCHEMAS = ("api", *read_modules().needs)
# The component is the subject of a sentence, in the terms of the field.
DISCOURAGED = re.compile(
    r"\b(?:nobody|somebody|someone|whoever|told|tells?|she|he|her|his)\b"
    r"|(?<!\bthere )\bis no\b(?! longer)",
    re.IGNORECASE,
)
_CODE = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
_SPAN = re.compile(r"`([^`]+)`")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_WRITES = re.compile(r"`([\w./]+)`:\n\n```")
_PATH = re.compile(rf"(?:{'|'.join(FOLDERS)})/[\w./*-]+|[\w/*-]+\.(?:py|sql|j2|md|ts|expected)")
_NAME = re.compile(rf"(?<![\w./])(?:{'|'.join(SCHEMAS)})\.[\w.]*\w\*?")


def pages() -> list[str]:
    """Return every page that is read on its own, by its path."""
    found = [*paths.ROOT.glob("*.md")]
    for folder in FOLDERS:
        found += (paths.ROOT / folder).rglob("*.md")
    return sorted(path.relative_to(paths.ROOT).as_posix() for path in found)


def written_pages() -> list[str]:
    """Return the pages that are not generated: what those say is in comments of SQL."""
    return [page for page in pages() if not page.startswith("docs/reference/")]


def prose(page: str) -> str:
    """Return a page without its blocks of code."""
    return _CODE.sub("", read(page))


@cache
def read(page: str) -> str:
    return (paths.ROOT / page).read_text()


@cache
def sources() -> str:
    """Return the text of all SQL sources: each object, key and setting is named there."""
    files = (path for top in SOURCES for path in (paths.ROOT / top).rglob("*.sql*"))
    return "\n".join(path.read_text() for path in sorted(files) if path.is_file())


@cache
def file_names() -> set[str]:
    return {path.name for top in FOLDERS for path in (paths.ROOT / top).rglob("*.*")}


@cache
def addresses() -> set[str]:
    return {source.address for source in read_sources(only=frozenset(read_modules().needs))}


def spans(page: str) -> Iterator[str]:
    """Return what stands in backticks, without what the page itself writes."""
    written = set(_WRITES.findall(read(page)))
    return (span for span in _SPAN.findall(prose(page)) if span not in written)


def exists(page: str, path: str) -> bool:
    """Whether it is there: from the root, the page, tests; a bare name; or an address."""
    bases = (paths.ROOT, (paths.ROOT / page).parent, paths.ROOT / "tests")
    if "*" in path:
        return any(any(base.glob(path)) for base in bases)
    if any((base / path).exists() for base in bases) or path in file_names():
        return True
    return "." not in path and any(address.endswith(path) for address in addresses())


def anchors(target: Path) -> set[str]:
    """Return what can follow `#` in a link to a page: nothing, or one of its headings."""
    if target.suffix != ".md":
        return {""}
    titles = re.findall(r"^#+ (.*)$", _CODE.sub("", target.read_text()), re.MULTILINE)
    return {"", *(re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles)}


def names(page: str) -> set[str]:
    """Return each qualified name that a page mentions; `core.read_*` is a beginning."""
    return {name for span in spans(page) for name in _NAME.findall(span)}


def is_named(name: str, text: str) -> bool:
    pattern = re.escape(name.removesuffix("*")) + ("" if name.endswith("*") else r"\b")
    return re.search(rf"(?<![\w.]){pattern}", text) is not None


@pytest.mark.parametrize("page", written_pages())
def test_lines_fit(page: str) -> None:
    long = [
        line
        for line in prose(page).splitlines()
        if len(line) > WIDTH and not line.startswith(("|", "![")) and " " in line
    ]
    assert long == []


@pytest.mark.parametrize("page", pages())
def test_links_resolve(page: str) -> None:
    missing = []
    for link in _LINK.findall(prose(page)):
        name, _, anchor = link.partition("#")
        target = paths.ROOT / page if not name else (paths.ROOT / page).parent / name
        if ":" not in link and (not target.exists() or anchor not in anchors(target)):
            missing.append(link)
    assert missing == []


@pytest.mark.parametrize("page", written_pages())
def test_words_are_plain(page: str) -> None:
    text = " ".join(_SPAN.sub("", prose(page)).split())
    assert DISCOURAGED.findall(text) == []


@pytest.mark.parametrize("page", pages())
def test_paths_exist(page: str) -> None:
    named = [span for span in spans(page) if _PATH.fullmatch(span) and "NNNN" not in span]
    assert [path for path in named if not exists(page, path)] == []


@pytest.mark.parametrize("page", pages())
def test_names_exist(page: str) -> None:
    """A table, function, setting, key or event type that a page names is in the sources."""
    text = sources()
    if _WRITES.search(read(page)):
        text += "".join(_CODE.findall(read(page)))
    assert sorted(name for name in names(page) if not is_named(name, text)) == []


def test_every_page_is_listed() -> None:
    """A README lists the page: the first one, or the one of its folder."""
    linked = set(_LINK.findall(read("README.md")))
    for below in ("docs/", "docs/reference/"):
        links = _LINK.findall(read(f"{below}README.md"))
        linked |= {below + link.partition("#")[0] for link in links}
    assert [page for page in pages() if page.startswith("docs/") and page not in linked] == []


def test_the_conventions_name_every_rule_and_every_file_of_macros() -> None:
    named = set(_SPAN.findall(prose("docs/CONVENTIONS.md")))
    wanted = {rule.__name__.rpartition(".")[2] for rule in rules()}
    wanted |= {f"sql/macros/{path.name}" for path in (paths.ROOT / "sql/macros").glob("*.j2")}
    assert sorted(wanted - named) == []


@pytest.mark.parametrize("word", ["Nobody writes.", "It is no table.", "She is told."])
def test_the_list_of_words_finds_them(word: str) -> None:
    assert DISCOURAGED.search(word)
