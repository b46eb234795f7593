-- Rendered from functions/api/filters.sql.j2; edit that file, not this one.
-- The RPCs of filters that schema api exposes.

create or replace function api.list_dimensions()
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select filters.list_dimensions();
$$;
grant execute on function api.list_dimensions() to authenticated, service_role;
comment on function api.list_dimensions() is
$$All dimensions, in the order in which a page shows them.

labels is what countries call it, by ISO 3166-1 code ({"US": "County"}); total is the
number of values that have a line. A dimension that is not enabled cannot be queried.
Returns: [{name: text, label: text, labels: {[text]: text}, parent: text | null,
position: bigint, enabled: boolean, version: bigint, total: bigint, source: text,
column: text, path: [text] | null, state: "off" | "filling" | "live", roles: [text] |
null, counted_by: "cells" | "counters"}]
Budget: 10 ms.
$$;

create or replace function api.filter_values(dimension text, within jsonb default '{}', search text default null, after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select filters.filter_values(p_dimension => dimension, p_within => within, p_search => search, p_after => after, p_page_size => page_size);
$$;
grant execute on function api.filter_values(text, jsonb, text, text, integer) to authenticated, service_role;
comment on function api.filter_values(text, jsonb, text, text, integer) is
$$Values of one dimension that have a transaction line, by label, with their counts.

within narrows by other dimensions. The dimension does not narrow itself, and a value
without a line matches nothing. search selects values whose label or value contains it,
ignoring case, without wildcards. total is the number of all matching values.
A registered dimension that is narrowed by its parent is read from counters; narrowed by
others, it is counted from the rows, up to filters.max_cost, and so is what a registered
dimension of filters.transactions narrows. Numbers and dates sort as such.
Takes: {within: {[text]: text | [text]} | null}
Returns: {dimension: text, items: [{value: text, label: text, count: bigint}], next:
text | null, total: bigint, version: bigint}
Units: count is lines; page_size from 1 to 500.
Errors: PT422 filters.unknown_dimension, filters.invalid_within, filters.invalid_search,
filters.too_much_to_count, core.invalid_cursor, core.invalid_page_size, PT409
filters.column_changed.
Example: {"dimension": "province", "within": {"region": ["NCR"]}, "page_size": 10}
Budget: 10 ms with zero or one narrowing dimension, 50 ms with more, 100 ms from rows.
$$;

create or replace function api.filter_options(within jsonb default '{}', top integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select filters.filter_options(p_within => within, p_top => top);
$$;
grant execute on function api.filter_options(jsonb, integer) to authenticated, service_role;
comment on function api.filter_options(jsonb, integer) is
$$All enabled dimensions, each narrowed by the others, and the totals of the selection.

dimensions has an entry for each name. items has the top most frequent values, total is
the number of all values; it is null if counting a registered dimension in this
selection would cost too much. within is as in filter_values; a dimension narrows
everything except its own list. Where a registered dimension narrows, everything is
counted from the lines, up to filters.max_cost. Without a matching line min and max are
null.
Takes: {within: {[text]: text | [text]} | null}
Returns: {dimensions: {[text]: {items: [filter_values.items], total: bigint | null,
truncated: boolean}}, price: {min: bigint | null, max: bigint | null}, basket_size:
{min: bigint | null, max: bigint | null}, transactions: bigint, baskets: bigint,
version: bigint}
Units: count and basket_size in lines, price in minor units (centavos) of one line.
Errors: PT422 filters.unknown_dimension, filters.invalid_within,
filters.too_much_to_count, core.invalid_argument, PT409 filters.column_changed.
Example: {"within": {"region": ["NCR"]}, "top": 10}
Budget: 50 ms; 100 ms where a registered dimension narrows.
$$;

create or replace function api.filter_range(measure text, within jsonb default '{}')
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select filters.filter_range(p_measure => measure, p_within => within);
$$;
grant execute on function api.filter_range(text, jsonb) to authenticated, service_role;
comment on function api.filter_range(text, jsonb) is
$$Minimum, maximum and histogram of the price of a line or the size of a basket.

A bucket holds from <= x < to; a null bound is open. The counts add up to count: lines
for price, baskets for basket_size. The bounds are fixed: price 1, 100, 200, 300, 500,
1000, 2000, 5000, 10000; basket_size 2, 3, 5, 10, 20, 50, 100. A basket with a matching
line counts with its whole size. Without a matching line min and max are null. Where a
registered dimension narrows, it is counted from the lines, up to filters.max_cost.
Takes: {within: {[text]: text | [text]} | null}
Returns: {min: bigint | null, max: bigint | null, count: bigint, buckets: [{from: bigint
| null, to: bigint | null, count: bigint}]}
Units: price in minor units (centavos), basket_size in lines.
Errors: PT422 filters.unknown_measure, filters.unknown_dimension,
filters.invalid_within, filters.too_much_to_count, PT409 filters.column_changed.
Example: {"measure": "price"}
Budget: 50 ms; 100 ms where a registered dimension narrows.
$$;

create or replace function api.ingest_transactions(rows jsonb)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select filters.ingest_transactions(p_rows => rows);
$$;
grant execute on function api.ingest_transactions(jsonb) to authenticated, service_role;
comment on function api.ingest_transactions(jsonb) is
$$Write up to 10,000 lines, all or none; for app role admin.

key identifies the line in its source: a known key updates its line; without a key the
line is always new. price is that of the whole line in major units, rounded to minor
units; sold_at has a zone. Missing brands, categories, store classes, stores and baskets
are inserted; existing ones are not changed. city_code is the key of a place of any
level, or its scheme:code; with an unknown one a new store gets no place, and
unknown_city_codes has the number of lines of each. Keys and names are stored in one
normal form: NFC, runs of white space as one space.
Takes: {rows: [{basket: text, store: text, product: text, price: numeric, quantity:
numeric, sold_at: timestamptz, key?: text | null, brand?: text | null, brand_mark?: text
| null, department?: text | null, category?: text | null, city_code?: text | null,
store_class?: text | null}]}
Returns: {inserted: bigint, updated: bigint, unknown_city_codes?: {[text]: bigint}}
Errors: PT422 filters.invalid_rows, PT422 filters.too_many_rows, PT409
filters.basket_elsewhere, PT403 core.not_permitted.
Emits: filters.dimension.changed on filters:<dimension>, within the dimension's
debounce.
Example: {"rows": [{"basket": "b1", "store": "s1", "product": "p1", "price": 12.5,
"quantity": 1, "sold_at": "2026-01-01T12:00:00Z"}]}
Budget: 200 ms for 1,000 rows.
$$;

create or replace function api.discover_dimensions(table_name text)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select filters.discover_dimensions(p_table_name => table_name);
$$;
grant execute on function api.discover_dimensions(text) to authenticated, service_role;
comment on function api.discover_dimensions(text) is
$$Columns of a table that could be dimensions, best first; for app role admin.

They are those that filters.allow_source lists. distinct is an estimate. parent is a
column of which each value here has only one in the sample. null_share is null for an
empty table.
Returns: [{column: text, path: [text] | null, type: text, distinct: bigint, null_share:
numeric | null, samples: [text], parent: {column: text, path: [text] | null} | null,
score: numeric, reason: text, registered_as: text | null}]
Units: null_share and score from 0 to 1.
Errors: PT403 core.not_permitted, PT422 filters.invalid_source.
Example: {"table_name": "filters.transactions"}
Budget: 200 ms.
$$;

create or replace function api.register_dimension(config jsonb)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select filters.register_dimension(p_config => config);
$$;
grant execute on function api.register_dimension(jsonb) to authenticated, service_role;
comment on function api.register_dimension(jsonb) is
$$Register a column as a dimension, or change one; for app role admin.

path leads into a jsonb column, parent is a dimension of the same table, roles may read
it. A missing key keeps its value or gets the default; a new dimension needs source and
column. A new dimension is enabled. It is counted while the table is written to, and it
is live when the operation has succeeded. Of the six built-in dimensions only label,
debounce_ms, roles, prune_after and protected can change. operation_id is null if
nothing has to be counted. Without an index on the column (is_indexed false), a
dimension that narrows a large table is beyond filters.max_cost.
Takes: {config: {name: text, source?: text, column?: text, label?: text, path?: [text] |
null, parent?: text | null, position?: bigint, debounce_ms?: integer, roles?: [text] |
null, master?: {table: text, key: text, label: text} | null, prune_after?: interval |
null, protected?: [text], reason?: text}}
Returns: {dimension: text, version: bigint, state: "off" | "filling" | "live",
operation_id: bigint | null, is_indexed: boolean}
Units: debounce_ms in milliseconds, 0 to 1000; a value is its first 200 characters.
Errors: PT403 core.not_permitted, PT422 filters.invalid_dimension,
filters.invalid_source, core.invalid_argument, PT409 filters.source_busy, PT429
core.too_many_operations.
Emits: filters.dimension.filled, when it is live.
Example: {"config": {"name": "product", "source": "filters.transactions", "column":
"product_key"}}
Budget: 200 ms.
$$;

create or replace function api.toggle_dimension(name text, enabled boolean, reason text, keep_values boolean default true)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select filters.toggle_dimension(p_name => name, p_enabled => enabled, p_reason => reason, p_keep_values => keep_values);
$$;
grant execute on function api.toggle_dimension(text, boolean, text, boolean) to authenticated, service_role;
comment on function api.toggle_dimension(text, boolean, text, boolean) is
$$Switch a dimension on or off; for app role admin.

While it is off, a registered dimension costs its table nothing; keep_values false
deletes its counts. Switched on, it is counted from the start, and it is live when the
operation has succeeded. operation_id is null if nothing has to be counted.
Returns: {dimension: text, version: bigint, state: "off" | "filling" | "live",
operation_id: bigint | null}
Errors: PT403 core.not_permitted, PT422 filters.unknown_dimension,
core.invalid_argument, filters.invalid_dimension, filters.invalid_source, PT409
filters.source_busy, PT429 core.too_many_operations.
Emits: filters.dimension.filled, when it is live.
Example: {"name": "brand", "enabled": false, "reason": "It is not shown."}
Budget: 200 ms.
$$;

create or replace function api.rollback_dimension(name text, version bigint)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select filters.rollback_dimension(p_name => name, p_version => version);
$$;
grant execute on function api.rollback_dimension(text, bigint) to authenticated, service_role;
comment on function api.rollback_dimension(text, bigint) is
$$Restore an earlier configuration of a dimension; for app role admin.

It becomes a new version. proved is true if all counts were compared with the rows and
are equal. It is null if the dimension is off, or is counted anew: it then goes live
only if they are equal.
Returns: {dimension: text, version: bigint, state: "off" | "filling" | "live",
operation_id: bigint | null, proved: boolean | null}
Errors: PT403 core.not_permitted, PT422 filters.unknown_dimension,
filters.invalid_dimension, filters.invalid_source, PT404 filters.unknown_version, PT409
filters.source_busy, PT429 core.too_many_operations.
Emits: filters.dimension.filled, when it was counted anew.
Example: {"name": "brand", "version": 1}
Budget: 200 ms, and as long as one count of the table.
$$;

create or replace function api.list_orphans(dimension text)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select filters.list_orphans(p_dimension => dimension);
$$;
grant execute on function api.list_orphans(text) to authenticated, service_role;
comment on function api.list_orphans(text) is
$$Master rows without a line, and values without a master row; for app role admin.

The first 1,000 of each, and the number of all.
Returns: {dimension: text, master_without_transaction: [text],
transaction_without_master: [text], totals: {master_without_transaction: bigint,
transaction_without_master: bigint}}
Errors: PT403 core.not_permitted, PT422 filters.unknown_dimension,
filters.invalid_source.
Example: {"dimension": "brand"}
Budget: 200 ms.
$$;

create or replace function api.prune_dimension(name text, dry_run boolean default true)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select filters.prune_dimension(p_name => name, p_dry_run => dry_run);
$$;
grant execute on function api.prune_dimension(text, boolean) to authenticated, service_role;
comment on function api.prune_dimension(text, boolean) is
$$Delete master rows without a line for longer than prune_after; for app role admin.

A dry run, the default, changes nothing. Protected values, rows that another table
refers to and rows under a legal hold are kept; the last two are listed with the reason.
Returns: {dimension: text, dry_run: boolean, pruned: [text], kept: [{value: text,
reason: text}]}
Errors: PT403 core.not_permitted, PT422 filters.unknown_dimension, PT409
filters.not_prunable.
Emits: filters.master.pruned, where the master table is not audited.
Example: {"name": "brand"}
Budget: 200 ms for a hundred rows.
$$;
