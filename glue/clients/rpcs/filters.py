"""The RPCs of filters, typed.

Written by `rowhouse docs` from the comments on the functions; edit these.
"""

from typing import Any, Literal, NotRequired, TypeAlias, TypedDict

from glue.clients.calls import AsyncCall, Call, given

Json: TypeAlias = Any


class DiscoverDimension(TypedDict):
    column: "str"
    path: "list[str] | None"
    type: "str"
    distinct: "int"
    null_share: "float | None"
    samples: "list[str]"
    parent: "DiscoverDimensionParent | None"
    score: "float"
    reason: "str"
    registered_as: "str | None"


class DiscoverDimensionParent(TypedDict):
    column: "str"
    path: "list[str] | None"


class FilterOptions(TypedDict):
    dimensions: "dict[str, FilterOptionsDimension]"
    price: "FilterOptionsPrice"
    basket_size: "FilterOptionsBasketSize"
    transactions: "int"
    baskets: "int"
    version: "int"


class FilterOptionsDimension(TypedDict):
    items: "list[FilterValuesItem]"
    total: "int | None"
    truncated: "bool"


class FilterValuesItem(TypedDict):
    value: "str"
    label: "str"
    count: "int"


class FilterOptionsPrice(TypedDict):
    min: "int | None"
    max: "int | None"


class FilterOptionsBasketSize(TypedDict):
    min: "int | None"
    max: "int | None"


class FilterRange(TypedDict):
    min: "int | None"
    max: "int | None"
    count: "int"
    buckets: "list[FilterRangeBucket]"


FilterRangeBucket = TypedDict(
    "FilterRangeBucket",
    {
        "from": "int | None",
        "to": "int | None",
        "count": "int",
    },
)


class FilterValues(TypedDict):
    dimension: "str"
    items: "list[FilterValuesItem]"
    next: "str | None"
    total: "int"
    version: "int"


class IngestTransactionsRowInput(TypedDict):
    basket: "str"
    store: "str"
    product: "str"
    price: "float"
    quantity: "float"
    sold_at: "str"
    key: "NotRequired[str | None]"
    brand: "NotRequired[str | None]"
    brand_mark: "NotRequired[str | None]"
    department: "NotRequired[str | None]"
    category: "NotRequired[str | None]"
    city_code: "NotRequired[str | None]"
    store_class: "NotRequired[str | None]"


class IngestTransactions(TypedDict):
    inserted: "int"
    updated: "int"
    unknown_city_codes: "NotRequired[dict[str, int]]"


class ListDimension(TypedDict):
    name: "str"
    label: "str"
    labels: "dict[str, str]"
    parent: "str | None"
    position: "int"
    enabled: "bool"
    version: "int"
    total: "int"
    source: "str"
    column: "str"
    path: "list[str] | None"
    state: "Literal['off', 'filling', 'live']"
    roles: "list[str] | None"
    counted_by: "Literal['cells', 'counters']"


class ListOrphans(TypedDict):
    dimension: "str"
    master_without_transaction: "list[str]"
    transaction_without_master: "list[str]"
    totals: "ListOrphansTotals"


class ListOrphansTotals(TypedDict):
    master_without_transaction: "int"
    transaction_without_master: "int"


class PruneDimension(TypedDict):
    dimension: "str"
    dry_run: "bool"
    pruned: "list[str]"
    kept: "list[PruneDimensionKept]"


class PruneDimensionKept(TypedDict):
    value: "str"
    reason: "str"


class RegisterDimensionConfigInput(TypedDict):
    name: "str"
    source: "NotRequired[str]"
    column: "NotRequired[str]"
    label: "NotRequired[str]"
    path: "NotRequired[list[str] | None]"
    parent: "NotRequired[str | None]"
    position: "NotRequired[int]"
    debounce_ms: "NotRequired[int]"
    roles: "NotRequired[list[str] | None]"
    master: "NotRequired[RegisterDimensionConfigMasterInput | None]"
    prune_after: "NotRequired[str | None]"
    protected: "NotRequired[list[str]]"
    reason: "NotRequired[str]"


class RegisterDimensionConfigMasterInput(TypedDict):
    table: "str"
    key: "str"
    label: "str"


class RegisterDimension(TypedDict):
    dimension: "str"
    version: "int"
    state: "Literal['off', 'filling', 'live']"
    operation_id: "int | None"
    is_indexed: "bool"


class RollbackDimension(TypedDict):
    dimension: "str"
    version: "int"
    state: "Literal['off', 'filling', 'live']"
    operation_id: "int | None"
    proved: "bool | None"


class ToggleDimension(TypedDict):
    dimension: "str"
    version: "int"
    state: "Literal['off', 'filling', 'live']"
    operation_id: "int | None"


class Filters:
    """The RPCs of filters."""

    _call: Call

    def discover_dimensions(self, *, table_name: str) -> list[DiscoverDimension]:
        """Columns of a table that could be dimensions, best first; for app role admin."""
        return self._call("discover_dimensions", given({"table_name": table_name}))

    def filter_options(
        self, *, within: dict[str, str | list[str]] | None = None, top: int | None = None
    ) -> FilterOptions:
        """All enabled dimensions, each narrowed by the others, and the totals of the selection."""
        return self._call("filter_options", given({}, within=within, top=top))

    def filter_range(
        self, *, measure: str, within: dict[str, str | list[str]] | None = None
    ) -> FilterRange:
        """Minimum, maximum and histogram of the price of a line or the size of a basket."""
        return self._call("filter_range", given({"measure": measure}, within=within))

    def filter_values(
        self,
        *,
        dimension: str,
        within: dict[str, str | list[str]] | None = None,
        search: str | None = None,
        after: str | None = None,
        page_size: int | None = None,
    ) -> FilterValues:
        """Values of one dimension that have a transaction line, by label, with their counts."""
        return self._call(
            "filter_values",
            given(
                {"dimension": dimension},
                within=within,
                search=search,
                after=after,
                page_size=page_size,
            ),
        )

    def ingest_transactions(self, *, rows: list[IngestTransactionsRowInput]) -> IngestTransactions:
        """Write up to 10,000 lines, all or none; for app role admin."""
        return self._call("ingest_transactions", given({"rows": rows}))

    def list_dimensions(
        self,
    ) -> list[ListDimension]:
        """All dimensions, in the order in which a page shows them."""
        return self._call("list_dimensions", given({}))

    def list_orphans(self, *, dimension: str) -> ListOrphans:
        """Master rows without a line, and values without a master row; for app role admin."""
        return self._call("list_orphans", given({"dimension": dimension}))

    def prune_dimension(self, *, name: str, dry_run: bool | None = None) -> PruneDimension:
        """Delete master rows without a line for longer than prune_after; for app role admin."""
        return self._call("prune_dimension", given({"name": name}, dry_run=dry_run))

    def register_dimension(self, *, config: RegisterDimensionConfigInput) -> RegisterDimension:
        """Register a column as a dimension, or change one; for app role admin."""
        return self._call("register_dimension", given({"config": config}))

    def rollback_dimension(self, *, name: str, version: int) -> RollbackDimension:
        """Restore an earlier configuration of a dimension; for app role admin."""
        return self._call("rollback_dimension", given({"name": name, "version": version}))

    def toggle_dimension(
        self, *, name: str, enabled: bool, reason: str, keep_values: bool | None = None
    ) -> ToggleDimension:
        """Switch a dimension on or off; for app role admin."""
        return self._call(
            "toggle_dimension",
            given({"name": name, "enabled": enabled, "reason": reason}, keep_values=keep_values),
        )


class AsyncFilters:
    """The RPCs of filters."""

    _call: AsyncCall

    async def discover_dimensions(self, *, table_name: str) -> list[DiscoverDimension]:
        """Columns of a table that could be dimensions, best first; for app role admin."""
        return await self._call("discover_dimensions", given({"table_name": table_name}))

    async def filter_options(
        self, *, within: dict[str, str | list[str]] | None = None, top: int | None = None
    ) -> FilterOptions:
        """All enabled dimensions, each narrowed by the others, and the totals of the selection."""
        return await self._call("filter_options", given({}, within=within, top=top))

    async def filter_range(
        self, *, measure: str, within: dict[str, str | list[str]] | None = None
    ) -> FilterRange:
        """Minimum, maximum and histogram of the price of a line or the size of a basket."""
        return await self._call("filter_range", given({"measure": measure}, within=within))

    async def filter_values(
        self,
        *,
        dimension: str,
        within: dict[str, str | list[str]] | None = None,
        search: str | None = None,
        after: str | None = None,
        page_size: int | None = None,
    ) -> FilterValues:
        """Values of one dimension that have a transaction line, by label, with their counts."""
        return await self._call(
            "filter_values",
            given(
                {"dimension": dimension},
                within=within,
                search=search,
                after=after,
                page_size=page_size,
            ),
        )

    async def ingest_transactions(
        self, *, rows: list[IngestTransactionsRowInput]
    ) -> IngestTransactions:
        """Write up to 10,000 lines, all or none; for app role admin."""
        return await self._call("ingest_transactions", given({"rows": rows}))

    async def list_dimensions(
        self,
    ) -> list[ListDimension]:
        """All dimensions, in the order in which a page shows them."""
        return await self._call("list_dimensions", given({}))

    async def list_orphans(self, *, dimension: str) -> ListOrphans:
        """Master rows without a line, and values without a master row; for app role admin."""
        return await self._call("list_orphans", given({"dimension": dimension}))

    async def prune_dimension(self, *, name: str, dry_run: bool | None = None) -> PruneDimension:
        """Delete master rows without a line for longer than prune_after; for app role admin."""
        return await self._call("prune_dimension", given({"name": name}, dry_run=dry_run))

    async def register_dimension(
        self, *, config: RegisterDimensionConfigInput
    ) -> RegisterDimension:
        """Register a column as a dimension, or change one; for app role admin."""
        return await self._call("register_dimension", given({"config": config}))

    async def rollback_dimension(self, *, name: str, version: int) -> RollbackDimension:
        """Restore an earlier configuration of a dimension; for app role admin."""
        return await self._call("rollback_dimension", given({"name": name, "version": version}))

    async def toggle_dimension(
        self, *, name: str, enabled: bool, reason: str, keep_values: bool | None = None
    ) -> ToggleDimension:
        """Switch a dimension on or off; for app role admin."""
        return await self._call(
            "toggle_dimension",
            given({"name": name, "enabled": enabled, "reason": reason}, keep_values=keep_values),
        )
