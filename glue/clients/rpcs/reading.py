"""The RPCs of reading, typed.

Written by `rowhouse docs` from the comments on the functions; edit these.
"""

from typing import Any, Literal, NotRequired, TypeAlias, TypedDict

from glue.clients.calls import AsyncCall, Call, given

Json: TypeAlias = Any


class ListConflicts(TypedDict):
    items: "list[ListConflictsItem]"
    next: "str | None"


class ListConflictsItem(TypedDict):
    series_id: "int"
    device_id: "str"
    edited_at: "str"
    policy: "str"
    edit: "dict[str, Json]"
    stored: "dict[str, Json]"
    winner: "Literal['edit', 'stored']"
    found_at: "str"


class ProgressSince(TypedDict):
    version: "int"
    reset: "bool"
    rows: "list[ProgressSinceRow]"
    tombstones: "list[ProgressSinceTombstone]"
    policies: "dict[str, str]"


class ProgressSinceRow(TypedDict):
    series_id: "int"
    chapter: "float | None"
    chapter_label: "str | None"
    page: "int | None"
    percent: "float | None"
    device_id: "str"
    rewinds: "int"
    updated_at: "str"
    version: "int"


class ProgressSinceTombstone(TypedDict):
    series_id: "int"
    deleted_at: "str"
    version: "int"


class PushProgressItemInput(TypedDict):
    series_id: "int"
    chapter: "NotRequired[float | None]"
    chapter_label: "NotRequired[str | None]"
    page: "NotRequired[int | None]"
    percent: "NotRequired[float | None]"
    device_id: "str"
    updated_at: "str"
    base_version: "NotRequired[int | None]"
    rewinds: "NotRequired[int | None]"


class PushProgress(TypedDict):
    series_id: "int"
    outcome: "Literal['applied', 'kept', 'conflict']"
    winner: "PushProgressWinner | None"
    reason: "str | None"


class PushProgressWinner(TypedDict):
    chapter: "float | None"
    chapter_label: "str | None"
    page: "int | None"
    percent: "float | None"
    device_id: "str"
    rewinds: "int"
    updated_at: "str"
    version: "int"


class SetProgressPolicy(TypedDict):
    series_id: "int"
    policy: "Literal['lww', 'furthest', 'furthest_unless_same_device']"


class Reading:
    """The RPCs of reading."""

    _call: Call

    def list_conflicts(
        self, *, after: str | None = None, page_size: int | None = None
    ) -> ListConflicts:
        """The caller's conflicts, newest first."""
        return self._call("list_conflicts", given({}, after=after, page_size=page_size))

    def progress_since(self, *, version: int | None = None) -> ProgressSince:
        """The caller's progress after a version."""
        return self._call("progress_since", given({}, version=version))

    def push_progress(self, *, items: list[PushProgressItemInput]) -> list[PushProgress]:
        """Merge up to 1,000 offline edits of the caller; returns the outcome of each, in order."""
        return self._call("push_progress", given({"items": items}))

    def set_progress_policy(self, *, series_id: int, policy: str) -> SetProgressPolicy:
        """Choose how the edits of one series are merged."""
        return self._call("set_progress_policy", given({"series_id": series_id, "policy": policy}))


class AsyncReading:
    """The RPCs of reading."""

    _call: AsyncCall

    async def list_conflicts(
        self, *, after: str | None = None, page_size: int | None = None
    ) -> ListConflicts:
        """The caller's conflicts, newest first."""
        return await self._call("list_conflicts", given({}, after=after, page_size=page_size))

    async def progress_since(self, *, version: int | None = None) -> ProgressSince:
        """The caller's progress after a version."""
        return await self._call("progress_since", given({}, version=version))

    async def push_progress(self, *, items: list[PushProgressItemInput]) -> list[PushProgress]:
        """Merge up to 1,000 offline edits of the caller; returns the outcome of each, in order."""
        return await self._call("push_progress", given({"items": items}))

    async def set_progress_policy(self, *, series_id: int, policy: str) -> SetProgressPolicy:
        """Choose how the edits of one series are merged."""
        return await self._call(
            "set_progress_policy", given({"series_id": series_id, "policy": policy})
        )
