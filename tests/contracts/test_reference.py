"""The generated reference: its documents are valid, its links lead somewhere."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema_rs
import openapi_spec_validator
import pytest

from glue import paths
from glue.reference.pages import FOLDER
from glue.schema.modules import read_modules

pytestmark = pytest.mark.skipif(
    read_modules().chosen != read_modules().needs.keys(),
    reason="the reference that is committed has all modules",
)

ASYNCAPI = paths.NODE_MODULES / "@asyncapi" / "specs" / "schemas" / "3.0.0-without-$id.json"
LINK = re.compile(r"\]\((?P<path>[^)#\s]+\.\w+)(?:#(?P<anchor>[^)]+))?\)")


def document(name: str) -> Any:
    return json.loads((paths.ROOT / "supabase" / name).read_text())


def test_openapi_is_valid() -> None:
    openapi_spec_validator.validate(document("openapi.json"))


def test_asyncapi_is_valid() -> None:
    judge = jsonschema_rs.validator_for(json.loads(ASYNCAPI.read_text()))
    assert [error.message for error in judge.iter_errors(document("asyncapi.json"))] == []


def pages() -> list[Path]:
    return sorted((paths.ROOT / FOLDER).glob("*.md"))


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_the_links_of_a_page_lead_somewhere(page: Path) -> None:
    for link in LINK.finditer(page.read_text()):
        target = (page.parent / link["path"]).resolve()
        assert target.is_file(), link[0]
        if link["anchor"]:
            anchors = {
                re.sub(r"[^\w-]", "", heading.lower().replace(" ", "-"))
                for heading in re.findall(r"^#+ (.+)$", target.read_text(), re.MULTILINE)
            }
            assert link["anchor"] in anchors, link[0]
