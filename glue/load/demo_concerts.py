"""The demo of concerts: real artists, venues and shows, with votes made by a fixed seed."""

from typing import Any

from glue.db import connect, transaction
from glue.load.seeded import Seeded

DATASET = "concerts"
VERSION = "fixed seed 1"


def seed_concerts(url: str) -> Seeded:
    """Make the demo's artists, venues, songs, shows and votes; again: change nothing."""
    with transaction(url) as conn:
        made: dict[str, Any] = (
            conn.execute("select concerts._load_demo() as made").fetchone() or {}
        )["made"]
    if made["is_new"]:
        with connect(url) as conn:
            conn.execute("analyze concerts.artists, concerts.shows, concerts.search_documents")
            conn.execute("analyze concerts.votes, concerts.vote_counts")
    return Seeded(DATASET, VERSION, made["shows"], was_there=not made["is_new"])
