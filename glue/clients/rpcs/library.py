"""The RPCs of library, typed.

Written by `rowhouse docs` from the comments on the functions; edit these.
"""

from typing import Any, Literal, NotRequired, TypeAlias, TypedDict

from glue.clients.calls import AsyncCall, Call, given

Json: TypeAlias = Any


class AddLoan(TypedDict):
    id: "int"
    title: "str"
    version: "int"
    created_at: "str"
    updated_at: "str"


class ChangeLoan(TypedDict):
    id: "int"
    title: "str"
    version: "int"
    created_at: "str"
    updated_at: "str"


class Greet(TypedDict):
    user_id: "str"
    text: "str"


class ListLoans(TypedDict):
    items: "list[ListLoansItem]"
    next: "str | None"


class ListLoansItem(TypedDict):
    id: "int"
    title: "str"
    version: "int"
    created_at: "str"
    updated_at: "str"


class ListMembers(TypedDict):
    items: "list[ListMembersItem]"
    next: "str | None"


class ListMembersItem(TypedDict):
    id: "int"
    title: "str"
    version: "int"
    created_at: "str"
    updated_at: "str"


class Library:
    """The RPCs of library."""

    _call: Call

    def add_loan(self, *, title: str, idempotency_key: str | None = None) -> AddLoan:
        """Add one of the caller."""
        return self._call("add_loan", given({"title": title}, idempotency_key=idempotency_key))

    def change_loan(self, *, id: int, title: str, version: int) -> ChangeLoan:
        """Change one of the caller."""
        return self._call("change_loan", given({"id": id, "title": title, "version": version}))

    def greet(self, *, text: str) -> Greet:
        """The text and the id of the caller."""
        return self._call("greet", given({"text": text}))

    def list_loans(self, *, after: str | None = None, page_size: int | None = None) -> ListLoans:
        """The caller's loans, newest first."""
        return self._call("list_loans", given({}, after=after, page_size=page_size))

    def list_members(
        self, *, after: str | None = None, page_size: int | None = None
    ) -> ListMembers:
        """The caller's members, newest first."""
        return self._call("list_members", given({}, after=after, page_size=page_size))


class AsyncLibrary:
    """The RPCs of library."""

    _call: AsyncCall

    async def add_loan(self, *, title: str, idempotency_key: str | None = None) -> AddLoan:
        """Add one of the caller."""
        return await self._call(
            "add_loan", given({"title": title}, idempotency_key=idempotency_key)
        )

    async def change_loan(self, *, id: int, title: str, version: int) -> ChangeLoan:
        """Change one of the caller."""
        return await self._call(
            "change_loan", given({"id": id, "title": title, "version": version})
        )

    async def greet(self, *, text: str) -> Greet:
        """The text and the id of the caller."""
        return await self._call("greet", given({"text": text}))

    async def list_loans(
        self, *, after: str | None = None, page_size: int | None = None
    ) -> ListLoans:
        """The caller's loans, newest first."""
        return await self._call("list_loans", given({}, after=after, page_size=page_size))

    async def list_members(
        self, *, after: str | None = None, page_size: int | None = None
    ) -> ListMembers:
        """The caller's members, newest first."""
        return await self._call("list_members", given({}, after=after, page_size=page_size))
