"""The RPCs of concerts, typed.

Written by `rowhouse docs` from the comments on the functions; edit these.
"""

from typing import Any, Literal, NotRequired, TypeAlias, TypedDict

from glue.clients.calls import AsyncCall, Call, given

Json: TypeAlias = Any


class AdmitSyncCall(TypedDict):
    feed: "str"
    is_full: "bool"
    waits: "bool"
    seconds: "int"


class CastVote(TypedDict):
    setlist_song_id: "int"
    votes: "int"


class DecideDuplicate(TypedDict):
    candidate_id: "int"
    decision: "Literal['merge', 'distinct']"
    merge: "MergeRecords | None"


class MergeRecords(TypedDict):
    merge_id: "int | None"
    entity: "Literal['artist', 'venue', 'show', 'song']"
    keep_id: "int"
    drop_ids: "list[int]"
    tables: "list[MergeRecordsTable]"
    redirects: "list[MergeRecordsRedirect]"
    history: "dict[str, int]"


class MergeRecordsTable(TypedDict):
    table_name: "str"
    changed: "int"
    dropped: "int"
    added: "int"


class MergeRecordsRedirect(TypedDict):
    entity: "Literal['artist', 'venue', 'show', 'song', 'setlist', 'setlist_song']"
    from_id: "int"
    to_id: "int"


class FeedStatus(TypedDict):
    items: "list[FeedStatusItem]"


class FeedStatusItem(TypedDict):
    feed: "str"
    connected_at: "str | None"
    last_success_at: "str | None"
    lag_seconds: "int | None"
    last_run: "FeedStatusItemLastRun | None"
    budget_left: "int | None"
    paused_until_at: "str | None"
    errors: "dict[str, int]"
    next_run_at: "str | None"


class FeedStatusItemLastRun(TypedDict):
    run_id: "int"
    kind: "Literal['full', 'incremental']"
    is_dry_run: "bool"
    status: "Literal['running', 'paused', 'succeeded', 'interrupted']"
    started_at: "str"
    finished_at: "str | None"
    counts: "dict[str, int]"
    notes: "list[str]"
    fault: "str | None"


class FindDuplicates(TypedDict):
    items: "list[FindDuplicatesItem]"
    next: "str | None"


class FindDuplicatesItem(TypedDict):
    left_id: "int"
    right_id: "int"
    score: "float"
    features: "dict[str, FindDuplicatesItemFeature]"


class FindDuplicatesItemFeature(TypedDict):
    left: "str | None"
    right: "str | None"
    weight: "float"
    similarity: "float"
    factor: "float"


class GetSetlist(TypedDict):
    setlist_id: "int"
    kind: "Literal['wished', 'played']"
    source_url: "str | None"
    show_id: "int"
    show_on: "str"
    status: "Literal['scheduled', 'postponed', 'rescheduled', 'cancelled']"
    closes_at: "str"
    is_open: "bool"
    artist: "str"
    venue: "str | None"
    songs: "list[GetSetlistSong]"


class GetSetlistSong(TypedDict):
    place: "int"
    setlist_song_id: "int"
    title: "str"
    cover_of: "str | None"
    encore: "int"
    is_tape: "bool"
    info: "str | None"
    votes: "int"
    is_mine: "bool"


class GetTopShows(TypedDict):
    items: "list[GetTopShowsItem]"


class GetTopShowsItem(TypedDict):
    show_id: "int"
    artist: "str"
    venue: "str | None"
    show_on: "str"
    votes: "int"
    score: "float"


class GetTrendingArtists(TypedDict):
    items: "list[GetTrendingArtistsItem]"


class GetTrendingArtistsItem(TypedDict):
    artist_id: "int"
    name: "str"
    score: "float"
    votes: "int"
    next_show_on: "str | None"
    previous_place: "int | None"


class JoinShow(TypedDict):
    show_id: "int"
    viewers: "int"
    again_in_seconds: "int"


class LeaveShow(TypedDict):
    show_id: "int | None"
    viewers: "int"


class ListDuplicateCandidates(TypedDict):
    items: "list[ListDuplicateCandidatesItem]"
    next: "str | None"


class ListDuplicateCandidatesItem(TypedDict):
    candidate_id: "int"
    entity: "Literal['artist', 'venue', 'show', 'song']"
    left_id: "int"
    right_id: "int"
    score: "float"
    features: "dict[str, FindDuplicatesItemFeature]"
    found_at: "str"


class ListMerges(TypedDict):
    items: "list[ListMergesItem]"
    next: "str | None"


class ListMergesItem(TypedDict):
    merge_id: "int"
    entity: "Literal['artist', 'venue', 'show', 'song']"
    keep_id: "int"
    drop_ids: "list[int]"
    score: "float | None"
    made_by: "str | None"
    made_at: "str"
    undone_by: "str | None"
    undone_at: "str | None"


class NextFeedRequest(TypedDict):
    is_done: "bool"
    request: "NotRequired[NextFeedRequestRequest]"
    etag: "NotRequired[str | None]"
    last_modified: "NotRequired[str | None]"
    wait_seconds: "NotRequired[float]"
    reason: "NotRequired[Literal['provider_paused', 'provider_budget', 'provider_rate']]"


class NextFeedRequestRequest(TypedDict):
    path: "str"
    query: "dict[str, str]"


class RebuildHeats(TypedDict):
    artists: "int"


class RefreshHomepageCache(TypedDict):
    trending: "int"
    top_shows: "int"


class ReindexSearch(TypedDict):
    documents: "int"


class ResolveRecord(TypedDict):
    entity: "Literal['artist', 'venue', 'show', 'song', 'setlist', 'setlist_song']"
    id: "int"
    is_redirected: "bool"
    old_ids: "list[int]"


class RunPersistedQuery(TypedDict):
    data: "NotRequired[dict[str, Json] | None]"
    errors: "NotRequired[list[dict[str, Json]]]"


class SearchConcerts(TypedDict):
    items: "list[SearchConcertsItem | SearchConcertsItem2 | SearchConcertsItem3]"


class SearchConcertsItem(TypedDict):
    entity: "Literal['artist']"
    id: "int"
    score: "float"
    name: "str"
    popularity: "int | None"
    image_url: "str | None"


class SearchConcertsItem2(TypedDict):
    entity: "Literal['venue']"
    id: "int"
    score: "float"
    name: "str"
    city: "str | None"
    country: "str | None"


class SearchConcertsItem3(TypedDict):
    entity: "Literal['show']"
    id: "int"
    score: "float"
    name: "str"
    venue: "str | None"
    show_on: "str"
    status: "Literal['scheduled', 'postponed', 'rescheduled', 'cancelled']"


class StartFeedRun(TypedDict):
    run_id: "int"
    token: "int"
    kind: "Literal['full', 'incremental']"
    is_resumed: "bool"


class TakeFeedPage(TypedDict):
    outcome: "str"
    counts: "NotRequired[dict[str, int]]"


class UndoMerge(TypedDict):
    merge_id: "int"
    entity: "Literal['artist', 'venue', 'show', 'song']"
    keep_id: "int"
    drop_ids: "list[int]"


class Concerts:
    """The RPCs of concerts."""

    _call: Call

    def admit_sync_call(self, *, caller: str, headers: dict[str, str], body: str) -> AdmitSyncCall:
        """Verify a signed call, once, and read what it asks for."""
        return self._call(
            "admit_sync_call", given({"caller": caller, "headers": headers, "body": body})
        )

    def cast_vote(self, *, setlist_song_id: int, idempotency_key: str | None = None) -> CastVote:
        """Vote for a song of a wished setlist, once; until the show starts, in its time zone."""
        return self._call(
            "cast_vote",
            given({"setlist_song_id": setlist_song_id}, idempotency_key=idempotency_key),
        )

    def decide_duplicate(
        self, *, candidate_id: int, decision: str, keep_id: int | None = None
    ) -> DecideDuplicate:
        """Decide on a pair of list_duplicate_candidates: merge it into keep_id, or keep it apart for
        good (distinct); for app roles admin and curator.
        """
        return self._call(
            "decide_duplicate",
            given({"candidate_id": candidate_id, "decision": decision}, keep_id=keep_id),
        )

    def feed_status(self, *, feed: str | None = None) -> FeedStatus:
        """Return how far each feed is; for app roles admin and curator."""
        return self._call("feed_status", given({}, feed=feed))

    def find_duplicates(
        self,
        *,
        entity: str,
        threshold: float | None = None,
        after: str | None = None,
        page_size: int | None = None,
    ) -> FindDuplicates:
        """Return pairs of records of an entity (artist, venue, song, show) that may be the same; for
        app roles admin and curator.
        """
        return self._call(
            "find_duplicates",
            given({"entity": entity}, threshold=threshold, after=after, page_size=page_size),
        )

    def finish_feed_run(
        self, *, run_id: int, token: int, fault: str | None = None
    ) -> Literal["succeeded", "paused", "interrupted"]:
        """End a run, or put it off; returns its status."""
        return self._call("finish_feed_run", given({"run_id": run_id, "token": token}, fault=fault))

    def get_setlist(self, *, setlist_id: int) -> GetSetlist:
        """Return a setlist: its songs in order, their votes, and what the caller voted for."""
        return self._call("get_setlist", given({"setlist_id": setlist_id}))

    def get_top_shows(
        self, *, p_limit: int | None = None, p_from_cache: bool | None = None
    ) -> GetTopShows:
        """Return the coming shows with the most wishes, the greatest score first."""
        return self._call("get_top_shows", given({}, p_limit=p_limit, p_from_cache=p_from_cache))

    def get_trending_artists(
        self, *, p_limit: int | None = None, p_from_cache: bool | None = None
    ) -> GetTrendingArtists:
        """Return the artists that are trending, the greatest score first."""
        return self._call(
            "get_trending_artists", given({}, p_limit=p_limit, p_from_cache=p_from_cache)
        )

    def join_show(self, *, show_id: int) -> JoinShow:
        """Record a heartbeat of a viewer of a show; call it again after again_in_seconds."""
        return self._call("join_show", given({"show_id": show_id}))

    def leave_show(self, *, show_id: int) -> LeaveShow:
        """End the caller's presence at a show, if there is one."""
        return self._call("leave_show", given({"show_id": show_id}))

    def list_duplicate_candidates(
        self, *, entity: str, after: str | None = None, page_size: int | None = None
    ) -> ListDuplicateCandidates:
        """Return pairs of an entity that the nightly job leaves to curators, the most similar first;
        for app roles admin and curator.
        """
        return self._call(
            "list_duplicate_candidates", given({"entity": entity}, after=after, page_size=page_size)
        )

    def list_merges(
        self, *, entity: str, after: str | None = None, page_size: int | None = None
    ) -> ListMerges:
        """Return merges of an entity, newest first; for app roles admin and curator."""
        return self._call(
            "list_merges", given({"entity": entity}, after=after, page_size=page_size)
        )

    def list_sync_origins(
        self,
    ) -> list[str]:
        """Return origins whose pages may call sync, such as ["https://admin.example"]; [] admits none."""
        return self._call("list_sync_origins", given({}))

    def merge_records(
        self, *, entity: str, keep_id: int, drop_ids: list[int], dry_run: bool | None = None
    ) -> MergeRecords:
        """Merge up to 50 records of entity artist, venue, show or song into keep_id; for app roles
        admin and curator.
        """
        return self._call(
            "merge_records",
            given({"entity": entity, "keep_id": keep_id, "drop_ids": drop_ids}, dry_run=dry_run),
        )

    def next_feed_request(self, *, run_id: int, token: int) -> NextFeedRequest:
        """Return the next request of a run, or how long to wait."""
        return self._call("next_feed_request", given({"run_id": run_id, "token": token}))

    def note_feed_error(self, *, run_id: int, token: int, kind: str, detail: str) -> None:
        """Record an error of a run, of a kind such as timeout, http_500 or rate_limited."""
        return self._call(
            "note_feed_error",
            given({"run_id": run_id, "token": token, "kind": kind, "detail": detail}),
        )

    def put_off_feed(self, *, run_id: int, token: int, seconds: int) -> str:
        """Pause the provider of a run; returns the end of its pause."""
        return self._call(
            "put_off_feed", given({"run_id": run_id, "token": token, "seconds": seconds})
        )

    def read_feed_secret(self, *, name: str) -> str | None:
        """Return the secret of that name in the vault; null if there is none."""
        return self._call("read_feed_secret", given({"name": name}))

    def rebuild_heats(
        self,
    ) -> RebuildHeats:
        """Compute concerts.artist_heats again; for app role admin."""
        return self._call("rebuild_heats", given({}))

    def refresh_homepage_cache(
        self,
    ) -> RefreshHomepageCache:
        """Compute the cached homepage again; for app roles admin and curator."""
        return self._call("refresh_homepage_cache", given({}))

    def reindex_search(
        self,
    ) -> ReindexSearch:
        """Rewrite the search documents that differ from their records; for app role admin."""
        return self._call("reindex_search", given({}))

    def resolve_record(self, *, entity: str, id: int) -> ResolveRecord:
        """Return where an id leads: ids of merged records redirect."""
        return self._call("resolve_record", given({"entity": entity, "id": id}))

    def run_persisted_query(
        self, *, id: str, variables: dict[str, Json] | None = None
    ) -> RunPersistedQuery:
        """Run a GraphQL document of concerts.persisted_queries, with the caller's rights."""
        return self._call("run_persisted_query", given({"id": id}, variables=variables))

    def search_concerts(self, *, query: str, page_size: int | None = None) -> SearchConcerts:
        """Return artists, venues and shows that are most like a search, the best first."""
        return self._call("search_concerts", given({"query": query}, page_size=page_size))

    def start_feed_run(
        self,
        *,
        feed: str,
        is_full: bool | None = None,
        is_dry_run: bool | None = None,
        lease_seconds: int | None = None,
    ) -> StartFeedRun:
        """Start a run, or go on with an unfinished one."""
        return self._call(
            "start_feed_run",
            given(
                {"feed": feed}, is_full=is_full, is_dry_run=is_dry_run, lease_seconds=lease_seconds
            ),
        )

    def take_feed_page(
        self,
        *,
        run_id: int,
        token: int,
        request: NextFeedRequestRequest,
        status: int,
        body: str | None = None,
        etag: str | None = None,
        last_modified: str | None = None,
    ) -> TakeFeedPage:
        """Merge an answer, and move the run on."""
        return self._call(
            "take_feed_page",
            given(
                {"run_id": run_id, "token": token, "request": request, "status": status},
                body=body,
                etag=etag,
                last_modified=last_modified,
            ),
        )

    def undo_merge(self, *, merge_id: int) -> UndoMerge:
        """Take back a merge; for app roles admin and curator."""
        return self._call("undo_merge", given({"merge_id": merge_id}))

    def withdraw_vote(self, *, setlist_song_id: int) -> CastVote:
        """Take back a vote, until the show starts."""
        return self._call("withdraw_vote", given({"setlist_song_id": setlist_song_id}))


class AsyncConcerts:
    """The RPCs of concerts."""

    _call: AsyncCall

    async def admit_sync_call(
        self, *, caller: str, headers: dict[str, str], body: str
    ) -> AdmitSyncCall:
        """Verify a signed call, once, and read what it asks for."""
        return await self._call(
            "admit_sync_call", given({"caller": caller, "headers": headers, "body": body})
        )

    async def cast_vote(
        self, *, setlist_song_id: int, idempotency_key: str | None = None
    ) -> CastVote:
        """Vote for a song of a wished setlist, once; until the show starts, in its time zone."""
        return await self._call(
            "cast_vote",
            given({"setlist_song_id": setlist_song_id}, idempotency_key=idempotency_key),
        )

    async def decide_duplicate(
        self, *, candidate_id: int, decision: str, keep_id: int | None = None
    ) -> DecideDuplicate:
        """Decide on a pair of list_duplicate_candidates: merge it into keep_id, or keep it apart for
        good (distinct); for app roles admin and curator.
        """
        return await self._call(
            "decide_duplicate",
            given({"candidate_id": candidate_id, "decision": decision}, keep_id=keep_id),
        )

    async def feed_status(self, *, feed: str | None = None) -> FeedStatus:
        """Return how far each feed is; for app roles admin and curator."""
        return await self._call("feed_status", given({}, feed=feed))

    async def find_duplicates(
        self,
        *,
        entity: str,
        threshold: float | None = None,
        after: str | None = None,
        page_size: int | None = None,
    ) -> FindDuplicates:
        """Return pairs of records of an entity (artist, venue, song, show) that may be the same; for
        app roles admin and curator.
        """
        return await self._call(
            "find_duplicates",
            given({"entity": entity}, threshold=threshold, after=after, page_size=page_size),
        )

    async def finish_feed_run(
        self, *, run_id: int, token: int, fault: str | None = None
    ) -> Literal["succeeded", "paused", "interrupted"]:
        """End a run, or put it off; returns its status."""
        return await self._call(
            "finish_feed_run", given({"run_id": run_id, "token": token}, fault=fault)
        )

    async def get_setlist(self, *, setlist_id: int) -> GetSetlist:
        """Return a setlist: its songs in order, their votes, and what the caller voted for."""
        return await self._call("get_setlist", given({"setlist_id": setlist_id}))

    async def get_top_shows(
        self, *, p_limit: int | None = None, p_from_cache: bool | None = None
    ) -> GetTopShows:
        """Return the coming shows with the most wishes, the greatest score first."""
        return await self._call(
            "get_top_shows", given({}, p_limit=p_limit, p_from_cache=p_from_cache)
        )

    async def get_trending_artists(
        self, *, p_limit: int | None = None, p_from_cache: bool | None = None
    ) -> GetTrendingArtists:
        """Return the artists that are trending, the greatest score first."""
        return await self._call(
            "get_trending_artists", given({}, p_limit=p_limit, p_from_cache=p_from_cache)
        )

    async def join_show(self, *, show_id: int) -> JoinShow:
        """Record a heartbeat of a viewer of a show; call it again after again_in_seconds."""
        return await self._call("join_show", given({"show_id": show_id}))

    async def leave_show(self, *, show_id: int) -> LeaveShow:
        """End the caller's presence at a show, if there is one."""
        return await self._call("leave_show", given({"show_id": show_id}))

    async def list_duplicate_candidates(
        self, *, entity: str, after: str | None = None, page_size: int | None = None
    ) -> ListDuplicateCandidates:
        """Return pairs of an entity that the nightly job leaves to curators, the most similar first;
        for app roles admin and curator.
        """
        return await self._call(
            "list_duplicate_candidates", given({"entity": entity}, after=after, page_size=page_size)
        )

    async def list_merges(
        self, *, entity: str, after: str | None = None, page_size: int | None = None
    ) -> ListMerges:
        """Return merges of an entity, newest first; for app roles admin and curator."""
        return await self._call(
            "list_merges", given({"entity": entity}, after=after, page_size=page_size)
        )

    async def list_sync_origins(
        self,
    ) -> list[str]:
        """Return origins whose pages may call sync, such as ["https://admin.example"]; [] admits none."""
        return await self._call("list_sync_origins", given({}))

    async def merge_records(
        self, *, entity: str, keep_id: int, drop_ids: list[int], dry_run: bool | None = None
    ) -> MergeRecords:
        """Merge up to 50 records of entity artist, venue, show or song into keep_id; for app roles
        admin and curator.
        """
        return await self._call(
            "merge_records",
            given({"entity": entity, "keep_id": keep_id, "drop_ids": drop_ids}, dry_run=dry_run),
        )

    async def next_feed_request(self, *, run_id: int, token: int) -> NextFeedRequest:
        """Return the next request of a run, or how long to wait."""
        return await self._call("next_feed_request", given({"run_id": run_id, "token": token}))

    async def note_feed_error(self, *, run_id: int, token: int, kind: str, detail: str) -> None:
        """Record an error of a run, of a kind such as timeout, http_500 or rate_limited."""
        return await self._call(
            "note_feed_error",
            given({"run_id": run_id, "token": token, "kind": kind, "detail": detail}),
        )

    async def put_off_feed(self, *, run_id: int, token: int, seconds: int) -> str:
        """Pause the provider of a run; returns the end of its pause."""
        return await self._call(
            "put_off_feed", given({"run_id": run_id, "token": token, "seconds": seconds})
        )

    async def read_feed_secret(self, *, name: str) -> str | None:
        """Return the secret of that name in the vault; null if there is none."""
        return await self._call("read_feed_secret", given({"name": name}))

    async def rebuild_heats(
        self,
    ) -> RebuildHeats:
        """Compute concerts.artist_heats again; for app role admin."""
        return await self._call("rebuild_heats", given({}))

    async def refresh_homepage_cache(
        self,
    ) -> RefreshHomepageCache:
        """Compute the cached homepage again; for app roles admin and curator."""
        return await self._call("refresh_homepage_cache", given({}))

    async def reindex_search(
        self,
    ) -> ReindexSearch:
        """Rewrite the search documents that differ from their records; for app role admin."""
        return await self._call("reindex_search", given({}))

    async def resolve_record(self, *, entity: str, id: int) -> ResolveRecord:
        """Return where an id leads: ids of merged records redirect."""
        return await self._call("resolve_record", given({"entity": entity, "id": id}))

    async def run_persisted_query(
        self, *, id: str, variables: dict[str, Json] | None = None
    ) -> RunPersistedQuery:
        """Run a GraphQL document of concerts.persisted_queries, with the caller's rights."""
        return await self._call("run_persisted_query", given({"id": id}, variables=variables))

    async def search_concerts(self, *, query: str, page_size: int | None = None) -> SearchConcerts:
        """Return artists, venues and shows that are most like a search, the best first."""
        return await self._call("search_concerts", given({"query": query}, page_size=page_size))

    async def start_feed_run(
        self,
        *,
        feed: str,
        is_full: bool | None = None,
        is_dry_run: bool | None = None,
        lease_seconds: int | None = None,
    ) -> StartFeedRun:
        """Start a run, or go on with an unfinished one."""
        return await self._call(
            "start_feed_run",
            given(
                {"feed": feed}, is_full=is_full, is_dry_run=is_dry_run, lease_seconds=lease_seconds
            ),
        )

    async def take_feed_page(
        self,
        *,
        run_id: int,
        token: int,
        request: NextFeedRequestRequest,
        status: int,
        body: str | None = None,
        etag: str | None = None,
        last_modified: str | None = None,
    ) -> TakeFeedPage:
        """Merge an answer, and move the run on."""
        return await self._call(
            "take_feed_page",
            given(
                {"run_id": run_id, "token": token, "request": request, "status": status},
                body=body,
                etag=etag,
                last_modified=last_modified,
            ),
        )

    async def undo_merge(self, *, merge_id: int) -> UndoMerge:
        """Take back a merge; for app roles admin and curator."""
        return await self._call("undo_merge", given({"merge_id": merge_id}))

    async def withdraw_vote(self, *, setlist_song_id: int) -> CastVote:
        """Take back a vote, until the show starts."""
        return await self._call("withdraw_vote", given({"setlist_song_id": setlist_song_id}))
