-- Rendered from functions/api/filters.sql.j2; edit that file, not this one.
-- What callers may ask of filters: its table of contents.

create or replace function api.list_dimensions()
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = ''
as $$
    select filters.list_dimensions();
$$;
grant execute on function api.list_dimensions() to authenticated, service_role;
comment on function api.list_dimensions() is
$$All dimensions in the order in which a page shows them.

Returns [{name, label, parent, position, enabled, version, total}]: `total` is the
number of values that have a transaction line; a dimension that is not enabled cannot be
asked for.
Budget: 10 ms.
$$;

create or replace function api.filter_values(dimension text, within jsonb default '{}', search text default null, after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = ''
as $$
    select filters.filter_values(p_dimension => dimension, p_within => within, p_search => search, p_after => after, p_page_size => page_size);
$$;
grant execute on function api.filter_values(text, jsonb, text, text, integer) to authenticated, service_role;
comment on function api.filter_values(text, jsonb, text, text, integer) is
$$Values of one dimension that have a transaction line, by label, with their counts.

`within` narrows by other dimensions: {"region": ["NCR"], "brand": "…"}; the dimension
never narrows itself, and a value that no line has matches nothing. `search` keeps
values whose label or value contains it, in any case; it knows no wildcards. Returns
{dimension, items: [{value, label, count}], next, total, version}: `total` counts all
values that match, `next` is the cursor of the next page or null.
Units: count is lines; page_size from 1 to 500.
Errors: PT422 filters.unknown_dimension, filters.invalid_within, filters.invalid_search,
core.invalid_cursor, core.invalid_page_size.
Budget: 10 ms with zero or one narrowing dimension, 50 ms with more.
$$;

create or replace function api.filter_options(within jsonb default '{}', top integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = ''
as $$
    select filters.filter_options(p_within => within, p_top => top);
$$;
grant execute on function api.filter_options(jsonb, integer) to authenticated, service_role;
comment on function api.filter_options(jsonb, integer) is
$$All enabled dimensions at once, each narrowed by the others, and what the selection
holds.

Returns {dimensions: {<name>: {items: [{value, label, count}], total, truncated}},
price: {min, max}, basket_size: {min, max}, transactions, baskets, version}: `items` are
the `top` values by count, `total` all of them. `within` is as in filter_values; a
dimension never narrows its own list, but narrows everything else.
Units: count and basket_size in lines, price in minor units (centavos) of one line.
Errors: PT422 filters.unknown_dimension, filters.invalid_within, core.invalid_argument.
Budget: 50 ms.
$$;

create or replace function api.filter_range(measure text, within jsonb default '{}')
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = ''
as $$
    select filters.filter_range(p_measure => measure, p_within => within);
$$;
grant execute on function api.filter_range(text, jsonb) to authenticated, service_role;
comment on function api.filter_range(text, jsonb) is
$$Smallest, biggest and histogram of a measure: price of a line, or lines of a basket.

Returns {min, max, count, buckets: [{from, to, count}]}; a bucket holds from <= x < to,
null is open, and counts add up to `count`: lines for price, baskets for basket_size.
Buckets are always the same: price from 1, 100, 200, 300, 500, 1000, 2000, 5000, 10000;
basket_size from 2, 3, 5, 10, 20, 50, 100. A basket that has a matching line counts with
its whole size. Without a matching line min and max are null.
Units: price in minor units (centavos), basket_size in lines.
Errors: PT422 filters.unknown_measure, filters.unknown_dimension,
filters.invalid_within.
Budget: 50 ms.
$$;

create or replace function api.ingest_transactions(rows jsonb)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = ''
as $$
    select filters.ingest_transactions(p_rows => rows);
$$;
grant execute on function api.ingest_transactions(jsonb) to authenticated, service_role;
comment on function api.ingest_transactions(jsonb) is
$$Take in up to 10,000 lines, all or none; {inserted, updated}.

Each row: {basket, store, product, price, quantity, sold_at} and, where known, {key,
brand, brand_mark, department, category, city_code, store_class}. key names the line in
its source: a known one is updated; without it a line is always new. price is that of the
whole line in major units, rounded to minor ones; sold_at has a zone. Brands, categories,
store classes, stores and baskets that are unknown are added, known ones stay as they
are; an unknown city_code leaves a new store without city. Needs app role admin.
Errors: PT422 filters.invalid_rows, PT422 filters.too_many_rows, PT409
filters.basket_elsewhere, PT403 core.not_permitted.
Emits: filters.dimension.changed on filters:<dimension>, within the dimension's debounce.
Budget: 200 ms for 1,000 rows.
$$;
