-- Exported from functions, sql/views, triggers, policies and sql/seeds; edit those.

set check_function_bodies = off;

-- @ functions/api/filters e61486fe57df27b7ead03374c43ed43ac5a16e598fc6f692a42ca4bc18fb342b
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

-- @ functions/core/_run_by_halves 9189164bb2831ca328c82f4c39ac88b40b3f24870e8bbdd19f8427c8a7da63bd
-- core._run_by_halves: run a statement over staged lines, and find those that fail.
--
-- Halving here costs a subtransaction an attempt; from a client it costs four round
-- trips as well, ten times as much. The left half goes first, so of two rows that
-- exclude each other the earlier one stays.

create or replace function core._run_by_halves(
    p_statement text,
    p_lines bigint[],
    p_fatal_classes text[],
    out done bigint,
    out bad_lines bigint[],
    out reasons text[]
)
    returns record
    language plpgsql
    volatile
    security invoker
    set search_path = ''
as $$
declare
    v_from integer[] := array[1];
    v_to integer[] := array[cardinality(p_lines)];
    v_depth integer := 1;
    v_first integer;
    v_last integer;
    v_rows bigint;
    v_message text;
    v_detail text;
begin
    done := 0;
    bad_lines := '{}';
    reasons := '{}';
    while v_depth > 0 loop
        v_first := v_from[v_depth];
        v_last := v_to[v_depth];
        v_depth := v_depth - 1;
        continue when v_first > v_last;
        begin
            execute p_statement using p_lines[v_first], p_lines[v_last];
            get diagnostics v_rows = row_count;
            done := done + v_rows;
        exception when others then
            get stacked diagnostics
                v_message = message_text,
                v_detail = pg_exception_detail;
            -- A policy refuses a row by the code that also means a missing privilege.
            if sqlstate <> '42501' and left(sqlstate, 2) = any(p_fatal_classes) then
                raise;
            elsif v_first = v_last then
                bad_lines := bad_lines || p_lines[v_first];
                reasons := reasons
                    || concat_ws(': ', sqlstate, v_message, nullif(v_detail, ''));
            else
                v_from[v_depth + 1] := (v_first + v_last) / 2 + 1;
                v_to[v_depth + 1] := v_last;
                v_from[v_depth + 2] := v_first;
                v_to[v_depth + 2] := (v_first + v_last) / 2;
                v_depth := v_depth + 2;
            end if;
        end;
    end loop;
end;
$$;

comment on function core._run_by_halves(text, bigint[], text[]) is
$$Run a statement with $1 and $2 as first and last line, halving what fails to the line.

done is the number of rows that the statement reported; a reason stands at the place of its
bad line, as `sqlstate: message: detail`. For the owner: the statement is run as it is.
Errors: one whose SQLSTATE is of p_fatal_classes, since no line is to blame for it.
$$;

-- @ functions/core/has_role 0ab093328949525b68fb980f51707a261a66288d86c9f935a5c89dac0f49113e
-- core.has_role: does the caller's token grant this role inside the app?
--
-- Reads `app_metadata` only: users can edit their `user_metadata`.

create or replace function core.has_role(p_role text)
    returns boolean
    language sql
    stable
    security invoker
    set search_path = ''
as $$
    select coalesce(
        nullif(current_setting('request.jwt.claims', true), '')::jsonb
        -> 'app_metadata' -> 'roles' ? p_role,
        false
    )
$$;

grant execute on function core.has_role(text) to anon, authenticated, service_role;

comment on function core.has_role(text) is
$$Whether the caller's token holds this app role (`app_metadata.roles` is an array).

A caller without a token has none. Roles: admin, analyst, buyer, warehouse,
project_manager, supplier, curator.
$$;

-- @ functions/core/now 8a51ef46e85883882eea6832fda943bf34d80ff92fa29dc4e623b9bb414c226c
-- core.now: the time by which every rule of ours decides.
--
-- The test clock is a setting of the database (`alter database … set rowhouse.clock`),
-- which only a superuser can make, or an owner to whom one granted the parameter. A
-- session's own `set` is compared with the catalog and ignored, so no caller can age a
-- lease or a token.

create or replace function core.now()
    returns timestamptz
    language sql
    stable
    security invoker
    set search_path = ''
as $$
    select case
        when coalesce(current_setting('rowhouse.clock', true), '') = '' then now()
        else coalesce(
            (
                select split_part(c.setting, '=', 2)::timestamptz
                from pg_catalog.pg_db_role_setting as s
                inner join pg_catalog.pg_database as d on s.setdatabase = d.oid
                cross join unnest(s.setconfig) as c (setting)
                where
                    d.datname = current_database()
                    and s.setrole = 0
                    and c.setting like 'rowhouse.clock=%'
            ),
            now()
        )
    end
$$;

grant execute on function core.now()
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core.now() is
$$The current time: the test clock when one is set, else the transaction's start.

Units: timestamptz.
$$;

-- @ functions/core/raise_error 90dddf71685ae8c4396117e82120cb25f02b7bd5444970672601093f72dea5ec
-- core.raise_error: the one way in which a function of ours refuses.
--
-- Status and remedy come from core.error_codes, so a key that is not in the catalogue
-- cannot leave an RPC. A detail that came out null must not hide the error itself.
-- Volatile, or the planner might raise while it estimates.

create or replace function core.raise_error(p_key text, p_detail text)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = ''
as $$
declare
    v_code core.error_codes;
begin
    select *
    into strict v_code
    from core.error_codes
    where key = p_key;

    raise exception using
        errcode = v_code.sqlstate,
        message = v_code.key,
        detail = coalesce(p_detail, ''),
        hint = v_code.hint;
end;
$$;

grant execute on function core.raise_error(text, text)
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core.raise_error(text, text) is
$$Refuse: raise the error of this key, with a sentence that holds the values.

Errors: the one named; P0002 when the key is not in core.error_codes.
$$;

-- @ functions/core/run_invariant 3739c3c1f46e8c6eacc3e57052085964ba4afea8eae31e2f17574fdb4015f9a9
-- core.run_invariant: ask one invariant, and count what violates it.
--
-- Stable: the executor then refuses anything but a read. The query runs as the caller,
-- under the caller's timeout.

create or replace function core.run_invariant(
    p_name text,
    p_shown integer default 10,
    out violations bigint,
    out shown jsonb
)
    returns record
    language plpgsql
    stable
    security invoker
    set search_path = ''
as $$
declare
    v_query text;
begin
    select i.query
    into strict v_query
    from core.invariants as i
    where i.name = p_name;

    execute format(
        'with violation as materialized (%s) '
        'select '
        '    (select count(*) from violation), '
        '    coalesce((select jsonb_agg(to_jsonb(s)) '
        '        from (select * from violation limit $1) as s), ''[]'')',
        rtrim(v_query, E' ;\n') || E'\n'
    )
    into violations, shown
    using p_shown;
end;
$$;

grant execute on function core.run_invariant(text, integer)
to service_role, app_worker, app_reader;

comment on function core.run_invariant(text, integer) is
$$How many rows violate an invariant, and the first of them.

Errors: P0002 when there is no invariant of this name; whatever its query raises.
$$;

-- @ functions/core/setting 443446a388a27b3d9fce3f8ff3b769e5b7ce1a526159943497eee3ea3a0ba690
-- core.setting: the effective value of one setting.

create or replace function core.setting(p_name text)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = ''
as $$
    select coalesce(value, default_value)
    from core.settings
    where name = p_name
$$;

grant execute on function core.setting(text)
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core.setting(text) is
$$The operator's value of a setting, else its default.

Null when there is no such setting.
$$;

-- @ functions/filters/_basket_size_bounds 4b0bf436ef4675f28d08c67dda6eef377f55e6fd0297350c1d7afd3a74e67654
-- filters._basket_size_bounds: where the buckets of basket sizes begin.
--
-- A table's content depends on it: after a change, select filters.rebuild_values().

create or replace function filters._basket_size_bounds()
    returns bigint[]
    language sql
    immutable
    security invoker
    set search_path = ''
as $$
    select array[2, 3, 5, 10, 20, 50, 100]::bigint[]
$$;

grant execute on function filters._basket_size_bounds()
to authenticated, service_role, app_reader;

comment on function filters._basket_size_bounds() is
$$Lower bounds of the basket size buckets from the second on; the first takes all below.

Units: lines.
$$;

-- @ functions/filters/_check_dimension 1177a884c84f7b30ce4b44e08afb98b602953ccb638240e1fa9385481350ad0c
-- filters._check_dimension: refuse what is no dimension, or is switched off.

create or replace function filters._check_dimension(p_name text)
    returns void
    language plpgsql
    stable
    security invoker
    set search_path = ''
as $$
begin
    if exists (
        select from filters.dimensions where name = p_name and is_enabled
    ) then
        return;
    end if;

    perform core.raise_error(
        'filters.unknown_dimension',
        format(
            '%s is no dimension. Known: %s.',
            coalesce(quote_literal(left(p_name, 60)), 'null'),
            (
                select string_agg(name, ', ' order by position, name)
                from filters.dimensions
                where is_enabled
            )
        )
    );
end;
$$;

grant execute on function filters._check_dimension(text) to authenticated, service_role;

comment on function filters._check_dimension(text) is
$$Return if this dimension is known and enabled.

Errors: PT422 filters.unknown_dimension, with the list of those that are.
$$;

-- @ functions/filters/_choose_kind 66d0f61d59041dae643cbbc66dec65b5462dbb43870506ea9006403597a5f575
-- filters._choose_kind: the coarsest kind of place that tells a selection's stores.
--
-- A province says its region, a city only its stores. Groups hold margins: with both a
-- category and a brand to look at, only stores and `all` know them together.

create or replace function filters._choose_kind(
    p_selection filters.selection, p_is_margin boolean
)
    returns text
    language plpgsql
    immutable
    security invoker
    set search_path = ''
as $$
begin
    return case
        when num_nonnulls(
            (p_selection).region_ids, (p_selection).province_ids,
            (p_selection).city_ids, (p_selection).store_class_ids
        ) = 0 then 'all'
        when (p_selection).city_ids is not null or not p_is_margin then 'store'
        when num_nonnulls((p_selection).region_ids, (p_selection).province_ids) = 0
            then 'store_class'
        else concat(
            case when (p_selection).province_ids is null then 'region' else 'province' end,
            case when (p_selection).store_class_ids is not null then '_class' end
        )
    end;
end;
$$;

grant execute on function filters._choose_kind(filters.selection, boolean)
to authenticated, service_role;

comment on function filters._choose_kind(filters.selection, boolean) is
    'Kind of the places to read for a list of categories or brands.';

-- @ functions/filters/_count_groups 3f226ef46901b4b3b325eebd975015d24c88ec92221c239cdedabfa691eb8c6e
-- filters._count_groups: add lines to the cells of the groups of stores.
--
-- Groups count lines only, so any set of new lines can be added, in any order.

create or replace function filters._count_groups(p_after_id bigint)
    returns void
    language sql
    volatile
    security invoker
    set search_path = ''
    set work_mem = '128MB'
as $$
    with fine as materialized (
        select store_id, category_id, brand_id, count(*) as lines
        from filters.transactions
        where id > p_after_id
        group by store_id, category_id, brand_id
    ),

    member as materialized (
        select s.store_id, g.id as place_id, g.kind
        from filters.places as s
        inner join filters.places as g
            on
                (g.region_id is null or g.region_id = s.region_id)
                and (g.province_id is null or g.province_id = s.province_id)
                and (g.store_class_id is null or g.store_class_id = s.store_class_id)
        where s.kind = 'store' and g.kind <> 'store'
    ),

    grouped as (
        select
            m.place_id,
            case when a.category then 0 else f.category_id end as category_id,
            case when a.brand then 0 else f.brand_id end as brand_id,
            f.lines
        from fine as f
        inner join member as m on f.store_id = m.store_id
        cross join (
            values (false, false), (false, true), (true, false), (true, true)
        ) as a (category, brand)
        where a.category or a.brand or m.kind = 'all'
    )

    insert into filters.cells as c (place_id, category_id, brand_id, lines)
    select place_id, category_id, brand_id, sum(lines)
    from grouped
    where category_id is not null and brand_id is not null
    group by place_id, category_id, brand_id
    order by place_id, category_id, brand_id
    on conflict (place_id, category_id, brand_id) do update
    set lines = c.lines + excluded.lines
$$;

comment on function filters._count_groups(bigint) is
    'Add the lines whose id is greater to the cells of the groups of stores.';

-- @ functions/filters/_count_place_values b75593660bac1f4643258d9565844aa5b0718a85c3aed3a4f40c743174132fcf
-- filters._count_place_values: regions, provinces, cities and classes of a selection.
--
-- One pass over the stores for all four, each without its own part of the selection.

create or replace function filters._count_place_values(p_selection filters.selection)
    returns filters.place_counts
    language plpgsql
    stable
    security invoker
    set search_path = ''
as $$
declare
    v_categories bigint[] := coalesce(p_selection.category_ids, '{0}');
    v_brands bigint[] := coalesce(p_selection.brand_ids, '{0}');
    v_counts filters.place_counts;
begin
    with store as materialized (
        select
            p.region_id,
            p.province_id,
            p.city_id,
            p.store_class_id,
            c.lines,
            p_selection.region_ids is null
            or p.region_id = any(p_selection.region_ids) as in_region,
            p_selection.province_ids is null
            or p.province_id = any(p_selection.province_ids) as in_province,
            p_selection.city_ids is null
            or p.city_id = any(p_selection.city_ids) as in_city,
            p_selection.store_class_ids is null
            or p.store_class_id = any(p_selection.store_class_ids) as in_class
        from filters.places as p
        cross join unnest(v_categories) as k (id)
        cross join unnest(v_brands) as b (id)
        cross join lateral (
                select m.lines
                from filters.cells as m
                where m.place_id = p.id and m.category_id = k.id and m.brand_id = b.id
                limit 1
            ) as c
        where p.kind = 'store'
    ),

    by_region as (
        select region_id as value_id, sum(lines)::bigint as lines
        from store
        where region_id is not null and in_province and in_city and in_class
        group by region_id
    ),

    by_province as (
        select province_id as value_id, sum(lines)::bigint as lines
        from store
        where province_id is not null and in_region and in_city and in_class
        group by province_id
    ),

    by_city as (
        select city_id as value_id, sum(lines)::bigint as lines
        from store
        where city_id is not null and in_region and in_province and in_class
        group by city_id
    ),

    by_class as (
        select store_class_id as value_id, sum(lines)::bigint as lines
        from store
        where store_class_id is not null and in_region and in_province and in_city
        group by store_class_id
    )

    select
        (
            select row(array_agg(value_id), array_agg(lines))::filters.counts
            from by_region
        ),
        (
            select row(array_agg(value_id), array_agg(lines))::filters.counts
            from by_province
        ),
        (
            select row(array_agg(value_id), array_agg(lines))::filters.counts
            from by_city
        ),
        (
            select row(array_agg(value_id), array_agg(lines))::filters.counts
            from by_class
        )
    into v_counts;

    return v_counts;
end;
$$;

grant execute on function filters._count_place_values(filters.selection)
to authenticated, service_role;

comment on function filters._count_place_values(filters.selection) is
    'Counts of the four dimensions of stores, each narrowed by all others.';

-- @ functions/filters/_count_stores 723f78aa964554652c950b7a2b430e1e13b63d0dea6558613a97944b767f65e6
-- filters._count_stores: add lines to the cells and masks of their stores.
--
-- Adds lines of these stores above an id. The caller sees to it that no basket among
-- them was counted before with fewer lines: sizes and bits are merged, never taken
-- back.

create or replace function filters._count_stores(
    p_store_ids bigint[], p_after_id bigint
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = ''
    set work_mem = '128MB'
as $$
begin
    with store as materialized (
        select
            id as place_id,
            store_id,
            repeat('0', capacity::integer)::bit varying as empty
        from filters.places
        where store_id = any(p_store_ids)
    ),

    fine as materialized (
        select
            s.place_id,
            t.category_id,
            t.brand_id,
            count(*) as lines,
            min(t.price_minor) as price_min,
            max(t.price_minor) as price_max,
            min(b.line_count) as size_min,
            max(b.line_count) as size_max,
            count(*) filter (where p.bucket = 0) as p1,
            count(*) filter (where p.bucket = 1) as p2,
            count(*) filter (where p.bucket = 2) as p3,
            count(*) filter (where p.bucket = 3) as p4,
            count(*) filter (where p.bucket = 4) as p5,
            count(*) filter (where p.bucket = 5) as p6,
            count(*) filter (where p.bucket = 6) as p7,
            count(*) filter (where p.bucket = 7) as p8,
            count(*) filter (where p.bucket = 8) as p9,
            count(*) filter (where p.bucket = 9) as p10,
            bit_or(set_bit(s.empty, b.ordinal::integer, 1)) as bits
        from filters.transactions as t
        inner join filters.baskets as b on t.basket_id = b.id
        inner join store as s on t.store_id = s.store_id
        cross join lateral (
            select width_bucket(t.price_minor, filters._price_bounds()) as bucket
        ) as p
        where t.id > p_after_id
        group by s.place_id, t.category_id, t.brand_id
    )

    insert into filters.cells as c (
        place_id, category_id, brand_id,
        lines, baskets, price_min, price_max, size_min, size_max, price_counts, bits
    )
    select
        place_id,
        case grouping(category_id) when 1 then 0 else category_id end,
        case grouping(brand_id) when 1 then 0 else brand_id end,
        sum(lines),
        bit_count(bit_or(bits)),
        min(price_min),
        max(price_max),
        min(size_min),
        max(size_max),
        array[
            sum(p1), sum(p2), sum(p3), sum(p4), sum(p5),
            sum(p6), sum(p7), sum(p8), sum(p9), sum(p10)
        ],
        bit_or(bits)
    from fine
    group by
        place_id,
        grouping sets ((category_id, brand_id), (category_id), (brand_id), ())
    having
        (grouping(category_id) = 1 or category_id is not null)
        and (grouping(brand_id) = 1 or brand_id is not null)
    order by 1, 2, 3
    on conflict (place_id, category_id, brand_id) do update
    set
        lines = c.lines + excluded.lines,
        baskets = bit_count(c.bits | excluded.bits),
        price_min = least(c.price_min, excluded.price_min),
        price_max = greatest(c.price_max, excluded.price_max),
        size_min = least(c.size_min, excluded.size_min),
        size_max = greatest(c.size_max, excluded.size_max),
        price_counts = array(
            select n.old + n.new
            from unnest(c.price_counts, excluded.price_counts)
            with ordinality as n (old, new, position)
            order by n.position
        ),
        bits = c.bits | excluded.bits;

    insert into filters.basket_sizes as m (place_id, bucket, bits, baskets)
    select
        p.id,
        width_bucket(b.line_count, filters._basket_size_bounds()) + 1,
        bit_or(
            set_bit(
                repeat('0', p.capacity::integer)::bit varying, b.ordinal::integer, 1
            )
        ),
        count(*)
    from filters.places as p
    inner join filters.baskets as b on p.store_id = b.store_id
    where
        p.store_id = any(p_store_ids)
        and exists (
            select
            from filters.transactions as t
            where t.store_id = b.store_id and t.basket_id = b.id and t.id > p_after_id
        )
    group by 1, 2
    order by 1, 2
    on conflict (place_id, bucket) do update
    set
        bits = m.bits | excluded.bits,
        baskets = bit_count(m.bits | excluded.bits);
end;
$$;

comment on function filters._count_stores(bigint[], bigint) is
    'Add the lines of these stores whose id is greater to their cells and masks.';

-- @ functions/filters/_count_values 4f69f7e7931662638510903938ab4539a6468a8718efccf91f2acc11316bbedd
-- filters._count_values: lines per value of one dimension, inside a selection.
--
-- The selection must not narrow the dimension itself: filters._read_within leaves it
-- out.

create or replace function filters._count_values(
    p_dimension text, p_selection filters.selection
)
    returns filters.counts
    language plpgsql
    stable
    security invoker
    set search_path = ''
as $$
declare
    v_categories bigint[] := coalesce(p_selection.category_ids, '{0}');
    v_brands bigint[] := coalesce(p_selection.brand_ids, '{0}');
    v_kind text;
    v_places bigint[];
    v_counts filters.counts;
begin
    if p_selection is null then
        select array_agg(d.value_id), array_agg(d.lines)
        into v_counts
        from filters.dimension_values as d
        where d.dimension = p_dimension;
    elsif p_dimension = 'category' then
        v_kind := filters._choose_kind(p_selection, p_selection.brand_ids is null);
        v_places := filters._select_places(v_kind, p_selection);
        if p_selection.brand_ids is null then
            select array_agg(n.category_id), array_agg(n.lines)
            into v_counts
            from (
                select c.category_id, sum(c.lines)::bigint as lines
                from unnest(v_places) as p (id)
                cross join lateral (
                    select m.category_id, m.lines
                    from filters.cells as m
                    where m.place_id = p.id and m.category_id > 0 and m.brand_id = 0
                    offset 0
                ) as c
                group by c.category_id
            ) as n;
        else
            select array_agg(n.category_id), array_agg(n.lines)
            into v_counts
            from (
                select c.category_id, sum(c.lines)::bigint as lines
                from unnest(v_places) as p (id)
                cross join unnest(v_brands) as b (id)
                cross join lateral (
                    select m.category_id, m.lines
                    from filters.cells as m
                    where
                        m.brand_id = b.id
                        and m.place_id = p.id
                        and m.category_id > 0
                        and m.brand_id > 0
                    offset 0
                ) as c
                group by c.category_id
            ) as n;
        end if;
    elsif p_dimension = 'brand' then
        v_kind := filters._choose_kind(p_selection, p_selection.category_ids is null);
        v_places := filters._select_places(v_kind, p_selection);
        select array_agg(n.brand_id), array_agg(n.lines)
        into v_counts
        from (
            select c.brand_id, sum(c.lines)::bigint as lines
            from unnest(v_places) as p (id)
            cross join unnest(v_categories) as k (id)
            cross join lateral (
                select m.brand_id, m.lines
                from filters.cells as m
                where m.place_id = p.id and m.category_id = k.id and m.brand_id > 0
                offset 0
            ) as c
            group by c.brand_id
        ) as n;
    else
        v_places := filters._select_places('store', p_selection);
        select array_agg(n.value_id), array_agg(n.lines)
        into v_counts
        from (
            select v.value_id, sum(c.lines)::bigint as lines
            from filters.places as p
            cross join unnest(v_categories) as k (id)
            cross join unnest(v_brands) as b (id)
            cross join lateral (
                    select m.lines
                    from filters.cells as m
                    where m.place_id = p.id and m.category_id = k.id and m.brand_id = b.id
                    limit 1
                ) as c
            cross join lateral (
                select
                    case p_dimension
                        when 'region' then p.region_id
                        when 'province' then p.province_id
                        when 'city' then p.city_id
                        when 'store_class' then p.store_class_id
                    end as value_id
            ) as v
            where p.id = any(v_places) and v.value_id is not null
            group by v.value_id
        ) as n;
    end if;

    v_counts.value_ids := coalesce(v_counts.value_ids, '{}');
    v_counts.lines := coalesce(v_counts.lines, '{}');
    return v_counts;
end;
$$;

grant execute on function filters._count_values(text, filters.selection)
to authenticated, service_role;

comment on function filters._count_values(text, filters.selection) is
$$Ids of the values of a dimension that have a line in the selection, and how many.

Units: lines.
$$;

-- @ functions/filters/_list_values e8006ae8b7a48eb3ec09890d79f5dcedf7af97b4b895b3371ce96c47492f8985
-- filters._list_values: bring filters.dimension_values up to date with filters.cells.
--
-- A renamed value is deleted and inserted again, so that two values may swap names.

create or replace function filters._list_values()
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = ''
as $$
begin
    delete from filters.dimension_values as d
    where not exists (
        select
        from filters.counted_values as n
        where
            n.dimension = d.dimension
            and n.value_id = d.value_id
            and n.value = d.value
    );

    insert into filters.dimension_values as d (
        dimension, value_id, value, label, search, parent, rank, lines
    )
    select
        dimension, value_id, value, label, lower(concat(label, chr(10), value)),
        parent,
        row_number() over (
            partition by dimension
            order by label collate "C", value collate "C"
        ),
        lines
    from filters.counted_values
    order by dimension, value_id
    on conflict (dimension, value_id) do update
    set
        label = excluded.label,
        search = excluded.search,
        parent = excluded.parent,
        rank = excluded.rank,
        lines = excluded.lines
    where
        (d.label, d.parent, d.rank, d.lines)
        is distinct from
        (excluded.label, excluded.parent, excluded.rank, excluded.lines);

    update filters.dimensions
    set version = version + 1
    where name is not null;
end;
$$;

comment on function filters._list_values() is
    'Rewrite what changed in filters.dimension_values; versions rise.';

-- @ functions/filters/_load_transactions ff64f287dd0029323933bb2da53da72e120fa2d706650f39fcc413e43018c48d
-- filters._load_transactions: take in a staging table of lines, by natural keys.
--
-- One load at a time: the first statement locks the table against other loads (not
-- against readers), so new master rows, stores and baskets need no further care; they
-- are inserted in the order of their keys, so that no two writers of master data wait
-- for each other in a circle. A cast or a constraint that fails raises, and nothing has
-- happened: whoever called decides which lines to send again.
--
-- Into an empty table, foreign keys are checked once, for all lines together: they are
-- dropped and added again in this transaction. Line by line takes three times as long.
--
-- Counts follow in the same transaction. Lines of new baskets are added; a store where
-- an older basket grew is counted anew, since sizes of baskets already counted changed.

create or replace function filters._load_transactions(p_staging regclass)
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = ''
    set work_mem = '128MB'
as $$
declare
    v_after bigint;
    v_inserted bigint;
    v_grown bigint[];
    v_new bigint[];
    v_fkey record;
    v_fkeys text[] := array[]::text[];
begin
    lock table filters.transactions in share row exclusive mode;
    v_after := coalesce((select max(id) from filters.transactions), 0);

    -- What the text says, once: keys trimmed, empty is null, money in minor units.
    truncate filters.staged_lines;
    execute format(
        $sql$
        insert into filters.staged_lines (
            basket_key, store_key, product_key,
            brand_key, category_key, city_code,
            store_class, price_minor, quantity, sold_at
        )
        select
            nullif(trim(basket), ''),
            nullif(trim(store), ''),
            nullif(trim(product), ''),
            nullif(lower(trim(brand)), ''),
            nullif(
                lower(
                    concat_ws(
                        '/', nullif(trim(department), ''), nullif(trim(category), '')
                    )
                ),
                ''
            ),
            nullif(trim(city_code), ''),
            nullif(trim(store_class), ''),
            round(price::numeric * 100)::bigint,
            quantity::numeric,
            sold_at::timestamptz
        from %s
        $sql$,
        p_staging
    );
    analyze filters.staged_lines;

    perform master._load_catalog(p_staging);

    insert into master.store_classes (code, name)
    select store_class, concat('Class ', store_class)
    from filters.staged_lines
    where store_class is not null
    group by store_class
    order by store_class
    on conflict (code) do nothing;

    insert into filters.stores (store_key, name, city_id, store_class_id)
    select
        l.store_key,
        concat('Store ', l.store_key),
        min(c.id),
        min(k.id)
    from (
        select store_key, min(city_code) as city_code, min(store_class) as store_class
        from filters.staged_lines
        group by store_key
    ) as l
    left join master.cities as c on l.city_code = c.psgc_code
    left join master.store_classes as k on l.store_class = k.code
    where not exists (
        select from filters.stores as s where s.store_key = l.store_key
    )
    group by l.store_key
    order by l.store_key;

    -- Baskets that were there before and now get more lines.
    with more as (
        select b.id, b.store_id, count(*) as lines
        from filters.staged_lines as l
        inner join filters.baskets as b on l.basket_key = b.basket_key
        group by b.id, b.store_id
    ),

    grown as (
        update filters.baskets as b
        set line_count = b.line_count + m.lines
        from more as m
        where b.id = m.id
        returning b.store_id
    )

    select coalesce(array_agg(distinct store_id), '{}')
    into v_grown
    from grown;

    insert into filters.baskets (basket_key, store_id, ordinal, line_count)
    select
        n.basket_key,
        n.store_id,
        coalesce(o.baskets, 0)
        + row_number() over (partition by n.store_id order by n.basket_key) - 1,
        n.lines
    from (
        select l.basket_key, min(s.id) as store_id, count(*) as lines
        from filters.staged_lines as l
        inner join filters.stores as s on l.store_key = s.store_key
        where not exists (
            select from filters.baskets as b where b.basket_key = l.basket_key
        )
        group by l.basket_key
    ) as n
    left join (
        select store_id, max(ordinal) + 1 as baskets
        from filters.baskets
        group by store_id
    ) as o on n.store_id = o.store_id
    order by n.store_id, n.basket_key;

    if v_after = 0 then
        for v_fkey in
            select conname, pg_get_constraintdef(oid) as definition
            from pg_catalog.pg_constraint
            where conrelid = 'filters.transactions'::regclass and contype = 'f'
            order by conname
        loop
            v_fkeys := v_fkeys || format(
                'alter table filters.transactions add constraint %I %s',
                v_fkey.conname, v_fkey.definition
            );
            execute format(
                'alter table filters.transactions drop constraint %I', v_fkey.conname
            );
        end loop;
    end if;

    insert into filters.transactions (
        basket_id, store_id, product_key, brand_id, category_id,
        price_minor, quantity, sold_at
    )
    select
        b.id, s.id, l.product_key, d.id, c.id,
        l.price_minor, l.quantity, l.sold_at
    from filters.staged_lines as l
    left join filters.baskets as b on l.basket_key = b.basket_key
    left join filters.stores as s on l.store_key = s.store_key
    left join master.brands as d on l.brand_key = d.brand_key
    left join master.categories as c on l.category_key = c.category_key
    order by s.id, b.id;
    get diagnostics v_inserted = row_count;
    truncate filters.staged_lines;

    if v_after = 0 then
        for i in 1 .. cardinality(v_fkeys) loop
            execute v_fkeys[i];
        end loop;
        analyze filters.stores, filters.baskets, filters.transactions;
    end if;

    v_new := array(
        select s.id
        from filters.stores as s
        where
            s.id <> all(v_grown)
            and exists (
                select
                from filters.transactions as t
                where t.store_id = s.id and t.id > v_after
            )
    );
    perform filters._place_stores();
    delete from filters.cells as c
    using filters.places as p
    where c.place_id = p.id and p.store_id = any(v_grown);
    delete from filters.basket_sizes as m
    using filters.places as p
    where m.place_id = p.id and p.store_id = any(v_grown);
    perform filters._count_stores(p_store_ids => v_grown, p_after_id => 0);
    perform filters._count_stores(p_store_ids => v_new, p_after_id => v_after);
    perform filters._count_groups(p_after_id => v_after);
    perform filters._list_values();

    return v_inserted;
end;
$$;

comment on function filters._load_transactions(regclass) is
$$Load lines from a staging table of text columns, and count them; returns their number.

Columns: basket, store, product, brand, brand_mark, department, category, city_code,
store_class, price numeric, quantity numeric, sold_at timestamptz.
Keys are trimmed, empty means null; brands and categories are known by their lower-case
spelling, a category under its department; an unknown city or a missing one leaves the
store without city. price is in major units and is rounded to minor ones; sold_at with
no zone is in the session's time zone. Known master data and stores stay as they are;
unknown ones are added.
Errors: 22xxx for text that is no number or time, 23xxx for a missing key or a basket
that is already in another store.
$$;

-- @ functions/filters/_measure 1d6cac3c0104b87ade25670526d37682190c9778d9a2a65627a5638737e5fbe7
-- filters._measure: everything that is one number about a selection.
--
-- A basket lies in one store, and in one cell of it when at most one category and one
-- brand are selected: then counts add up. Else bitmaps are or-ed first.

create or replace function filters._measure(p_selection filters.selection)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = ''
as $$
declare
    v_categories bigint[] := coalesce(p_selection.category_ids, '{0}');
    v_brands bigint[] := coalesce(p_selection.brand_ids, '{0}');
    v_places bigint[] := filters._select_places('store', p_selection);
    v_measures jsonb;
    v_baskets bigint;
begin
    select
        jsonb_build_object(
            'price', jsonb_build_object('min', min(c.price_min), 'max', max(c.price_max)),
            'basket_size', jsonb_build_object(
                'min', min(c.size_min), 'max', max(c.size_max)
            ),
            'transactions', coalesce(sum(c.lines), 0)
        ),
        coalesce(sum(c.baskets), 0)
    into v_measures, v_baskets
    from unnest(v_places) as p (id)
    cross join unnest(v_categories) as k (id)
    cross join unnest(v_brands) as b (id)
    cross join lateral (
            select 
                m.lines, m.baskets, m.price_min, m.price_max, m.size_min, m.size_max
            from filters.cells as m
            where m.place_id = p.id and m.category_id = k.id and m.brand_id = b.id
            limit 1
        ) as c;

    if cardinality(v_categories) > 1 or cardinality(v_brands) > 1 then
        select coalesce(sum(bit_count(bits)), 0)
        into v_baskets
        from filters._measure_stores(p_selection);
    end if;

    return v_measures || jsonb_build_object('baskets', v_baskets);
end;
$$;

grant execute on function filters._measure(filters.selection)
to authenticated, service_role;

comment on function filters._measure(filters.selection) is
$${price: {min, max}, basket_size: {min, max}, transactions, baskets} of a selection.

Units: price in minor units (centavos) of one line, basket_size in lines.
$$;

-- @ functions/filters/_measure_stores 28d244b938f48dfe72e25fe8b7b6aaf04a7160c92391f80a9dbafb92f384a896
-- filters._measure_stores: per store, the baskets that match a selection.

create or replace function filters._measure_stores(p_selection filters.selection)
    returns table (place_id bigint, bits bit varying)
    language plpgsql
    stable
    security invoker
    set search_path = ''
as $$
declare
    v_categories bigint[] := coalesce(p_selection.category_ids, '{0}');
    v_brands bigint[] := coalesce(p_selection.brand_ids, '{0}');
    v_places bigint[] := filters._select_places('store', p_selection);
begin
    return query
    select c.place_id, bit_or(c.bits)::bit varying
    from unnest(v_places) as p (id)
    cross join unnest(v_categories) as k (id)
    cross join unnest(v_brands) as b (id)
    cross join lateral (
            select m.place_id, m.bits
            from filters.cells as m
            where m.place_id = p.id and m.category_id = k.id and m.brand_id = b.id
            limit 1
        ) as c
    group by c.place_id;
end;
$$;

grant execute on function filters._measure_stores(filters.selection)
to authenticated, service_role;

comment on function filters._measure_stores(filters.selection) is
    'Stores with a matching line, and which of their baskets have one.';

-- @ functions/filters/_note_load e8ff08f2c4c427955995357d2385f86578296e1d13d6c2671a90f1a7e9c1d7af
-- filters._note_load: remember that a data set is in.

create or replace function filters._note_load(
    p_dataset text, p_version text, p_lines bigint
)
    returns void
    language sql
    volatile
    security invoker
    set search_path = ''
as $$
    insert into filters.loads (dataset, version, line_count)
    values (p_dataset, p_version, p_lines)
$$;

comment on function filters._note_load(text, text, bigint) is
    'Remember a data set, its release and its lines; 23505 when it is in already.';

-- @ functions/filters/_page_values e1f11f67b4990d83c760d6958e4f455e04d68854b98c4603dd3d028fb0189c23
-- filters._page_values: the counted values that come first after a rank.
--
-- Planned for each call: how many values were counted decides how to look up their
-- ranks, and a plan for any number expects a few, which is slow for thousands.

create or replace function filters._page_values(
    p_dimension text, p_counts filters.counts, p_after bigint, p_size integer
)
    returns filters.counts
    language plpgsql
    stable
    security invoker
    set search_path = ''
    set plan_cache_mode = 'force_custom_plan'
as $$
declare
    v_page filters.counts;
begin
    select array_agg(p.value_id order by p.rank), array_agg(p.lines order by p.rank)
    into v_page
    from (
        select n.value_id, n.lines, d.rank
        from unnest(p_counts.value_ids, p_counts.lines) as n (value_id, lines)
        inner join filters.dimension_values as d
            on n.value_id = d.value_id and d.dimension = p_dimension
        where d.rank > p_after
        order by d.rank
        limit p_size
    ) as p;

    return v_page;
end;
$$;

grant execute on function filters._page_values(text, filters.counts, bigint, integer)
to authenticated, service_role;

comment on function filters._page_values(text, filters.counts, bigint, integer) is
    'Up to so many of the counted values, in order, whose rank is greater.';

-- @ functions/filters/_place_stores 1231cdf4a2290f90b151be7d1a8f814524bc37d4a21ea7ff5f3fe1698587d268
-- filters._place_stores: give every store, and every group that has one, its place.
--
-- Also makes room for new baskets: bitmaps of one store are equally long, so when a
-- store outgrows its capacity all of its bitmaps are padded, with an eighth to spare.

create or replace function filters._place_stores()
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = ''
as $$
begin
    insert into filters.places (
        kind, store_id, region_id, province_id, city_id, store_class_id, capacity
    )
    select
        'store', s.id, p.region_id, c.province_id, s.city_id, s.store_class_id, 0
    from filters.stores as s
    left join master.cities as c on s.city_id = c.id
    left join master.provinces as p on c.province_id = p.id
    where exists (
        select from filters.baskets as b where b.store_id = s.id
    )
    order by s.id
    on conflict (store_id) do nothing;

    insert into filters.places (kind, region_id, province_id, store_class_id)
    select distinct g.kind, g.region_id, g.province_id, g.store_class_id
    from filters.places as s
    cross join lateral (
        values
        ('region', s.region_id, null, null),
        ('province', s.region_id, s.province_id, null),
        ('store_class', null, null, s.store_class_id),
        ('region_class', s.region_id, null, s.store_class_id),
        ('province_class', s.region_id, s.province_id, s.store_class_id)
    ) as g (kind, region_id, province_id, store_class_id)
    where
        s.kind = 'store'
        and (g.kind like '%class') = (g.store_class_id is not null)
        and (g.kind like 'region%' or g.kind like 'province%') = (g.region_id is not null)
    order by g.kind, g.region_id, g.province_id, g.store_class_id
    on conflict (kind, store_id, region_id, province_id, store_class_id) do nothing;

    with grown as (
        update filters.places as p
        set capacity = 64 + (
            n.baskets + case p.capacity when 0 then 0 else n.baskets / 8 end
        ) / 64 * 64
        from (
            select store_id, max(ordinal) + 1 as baskets
            from filters.baskets
            group by store_id
        ) as n
        where p.store_id = n.store_id and p.capacity < n.baskets
        returning p.id, p.capacity
    ),

    padded_sizes as (
        update filters.basket_sizes as s
        set bits = s.bits || repeat('0', g.capacity::integer - length(s.bits))::bit varying
        from grown as g
        where s.place_id = g.id
    )

    update filters.cells as c
    set bits = c.bits || repeat('0', g.capacity::integer - length(c.bits))::bit varying
    from grown as g
    where c.place_id = g.id;
end;
$$;

comment on function filters._place_stores() is
    'Add the places of new stores and groups, and lengthen bitmaps that got too short.';

-- @ functions/filters/_price_bounds ddfb92bb32eb202bb24bf531939855cc13879bf76aeb469aa6da50bccbf88343
-- filters._price_bounds: where the buckets of prices begin.
--
-- A table's content depends on it: after a change, select filters.rebuild_values().

create or replace function filters._price_bounds()
    returns bigint[]
    language sql
    immutable
    security invoker
    set search_path = ''
as $$
    select array[1, 100, 200, 300, 500, 1000, 2000, 5000, 10000]::bigint[]
$$;

grant execute on function filters._price_bounds()
to authenticated, service_role, app_reader;

comment on function filters._price_bounds() is
$$Lower bounds of the price buckets from the second on; the first takes all below.

Units: minor (centavos).
$$;

-- @ functions/filters/_read_cursor c982966456eb24cfa0b18d3d12bfa213758e202051335fb31bbaf1d9278441dd
-- filters._read_cursor: where in the order a cursor stands, or a refusal.
--
-- A cursor is no secret and grants nothing: a forged one of the right shape only starts
-- a page somewhere else. Anything of another shape is refused.

create or replace function filters._read_cursor(p_after text, p_dimension text)
    returns bigint
    language plpgsql
    stable
    security invoker
    set search_path = ''
as $$
declare
    v_parts text[];
begin
    if p_after is null then
        return 0;
    end if;

    begin
        v_parts := array(
            select jsonb_array_elements_text(
                convert_from(
                    decode(
                        translate(p_after, '-_', '+/')
                        || repeat('=', (4 - length(p_after) % 4) % 4),
                        'base64'
                    ),
                    'UTF8'
                )::jsonb
            )
        );
    exception
        when data_exception then
            v_parts := null;
    end;

    if v_parts is null
        or v_parts[1] is distinct from p_dimension
        or cardinality(v_parts) <> 3
        or array_position(v_parts, null) is not null
        or filters._write_cursor(v_parts[1], v_parts[2], v_parts[3]) <> p_after
    then
        perform core.raise_error(
            'core.invalid_cursor',
            format('%L is no cursor of %s.', left(p_after, 60), p_dimension)
        );
    end if;

    return coalesce(
        (
            select d.rank
            from filters.dimension_values as d
            where
                d.dimension = p_dimension
                and d.value = v_parts[3]
                and d.label = v_parts[2]
        ),
        (
            select max(d.rank)
            from filters.dimension_values as d
            where
                d.dimension = p_dimension
                and (d.label, d.value) <= (v_parts[2], v_parts[3])
        ),
        0
    );
end;
$$;

grant execute on function filters._read_cursor(text, text)
to authenticated, service_role;

comment on function filters._read_cursor(text, text) is
$$Rank of the value that a cursor of this dimension stands after; 0 without cursor.

Errors: PT422 core.invalid_cursor.
$$;

-- @ functions/filters/_read_within 9646004b8c49b2f2213796e24d45e5ceaef7f2779583785fac1ce0ae1c3b4e91
-- filters._read_within: check a caller's `within`, and turn its values into ids.
--
-- Sizes are tested before anything is unpacked, and details quote no more than a caller
-- can read, so a huge argument costs no more than its parsing.

create or replace function filters._read_within(
    p_within jsonb, p_except text default null
)
    returns filters.selection
    language plpgsql
    stable
    security invoker
    set search_path = ''
as $$
declare
    v_selection filters.selection;
    v_name text;
    v_values jsonb;
    v_ids bigint[];
    v_most integer;
begin
    if p_within is null or p_within = '{}' then
        return v_selection;
    end if;
    if jsonb_typeof(p_within) <> 'object' then
        perform core.raise_error(
            'filters.invalid_within',
            format('within is a JSON %s, not an object.', jsonb_typeof(p_within))
        );
    end if;

    for v_name in select k from jsonb_object_keys(p_within) as k loop
        perform filters._check_dimension(v_name);
        v_values := p_within -> v_name;
        if jsonb_typeof(v_values) = 'string' then
            v_values := jsonb_build_array(v_values);
        end if;
        if jsonb_typeof(v_values) <> 'array' then
            perform core.raise_error(
                'filters.invalid_within',
                format('%s is a JSON %s, not an array.', v_name, jsonb_typeof(v_values))
            );
        end if;
        if jsonb_array_length(v_values) = 0 then
            perform core.raise_error(
                'filters.invalid_within',
                format('%s has no value: leave it out to mean any.', v_name)
            );
        end if;
        v_most := core.setting('filters.max_values')::integer;
        if jsonb_array_length(v_values) > v_most then
            perform core.raise_error(
                'filters.invalid_within',
                format(
                    '%s has %s values; at most %s are allowed.',
                    v_name, jsonb_array_length(v_values), v_most
                )
            );
        end if;
        if jsonb_path_exists(v_values, 'strict $[*] ? (@.type() != "string")') then
            perform core.raise_error(
                'filters.invalid_within',
                format('%s holds something that is no string.', v_name)
            );
        end if;

        if v_name = p_except then
            continue;
        end if;
        v_ids := array(
            select d.value_id
            from filters.dimension_values as d
            where
                d.dimension = v_name
                and d.value = any(array(select jsonb_array_elements_text(v_values)))
        );
        case v_name
            when 'region' then v_selection.region_ids := v_ids;
            when 'province' then v_selection.province_ids := v_ids;
            when 'city' then v_selection.city_ids := v_ids;
            when 'store_class' then v_selection.store_class_ids := v_ids;
            when 'category' then v_selection.category_ids := v_ids;
            when 'brand' then v_selection.brand_ids := v_ids;
        end case;
    end loop;

    return v_selection;
end;
$$;

grant execute on function filters._read_within(jsonb, text)
to authenticated, service_role;

comment on function filters._read_within(jsonb, text) is
$$The selection that `within` means, without the dimension that is excepted.

A value that no line has matches nothing; a dimension that is excepted is still checked.
Errors: PT422 filters.invalid_within, PT422 filters.unknown_dimension.
$$;

-- @ functions/filters/_search_values 6e70792b19a884c30d81a782476a50180552aa10802d977aefab64a802a69af6
-- filters._search_values: the counted values whose label or value contains a text.
--
-- Planned for each call, as filters._page_values is.

create or replace function filters._search_values(
    p_dimension text, p_counts filters.counts, p_search text
)
    returns filters.counts
    language plpgsql
    stable
    security invoker
    set search_path = ''
    set plan_cache_mode = 'force_custom_plan'
as $$
declare
    v_found filters.counts;
begin
    select array_agg(n.value_id), array_agg(n.lines)
    into v_found
    from unnest(p_counts.value_ids, p_counts.lines) as n (value_id, lines)
    inner join filters.dimension_values as d
        on n.value_id = d.value_id and d.dimension = p_dimension
    where strpos(d.search, lower(p_search)) > 0;

    return v_found;
end;
$$;

grant execute on function filters._search_values(text, filters.counts, text)
to authenticated, service_role;

comment on function filters._search_values(text, filters.counts, text) is
    'Counts of the values that contain a text, in any case; no wildcards.';

-- @ functions/filters/_select_places 730ce3ce787d6ff889fdc97f097d6a0d8f1804bccb9e9c06e59dad224bd8ba35
-- filters._select_places: the places of one kind that a selection leaves.

create or replace function filters._select_places(
    p_kind text, p_selection filters.selection
)
    returns bigint[]
    language plpgsql
    stable
    security invoker
    set search_path = ''
as $$
begin
    return array(
        select p.id
        from filters.places as p
        where
            p.kind = p_kind
            and (
                p_selection.region_ids is null
                or p.region_id = any(p_selection.region_ids)
            )
            and (
                p_selection.province_ids is null
                or p.province_id = any(p_selection.province_ids)
            )
            and (
                p_selection.city_ids is null
                or p.city_id = any(p_selection.city_ids)
            )
            and (
                p_selection.store_class_ids is null
                or p.store_class_id = any(p_selection.store_class_ids)
            )
    );
end;
$$;

grant execute on function filters._select_places(text, filters.selection)
to authenticated, service_role;

comment on function filters._select_places(text, filters.selection) is
    'Ids of the places of a kind that match region, province, city and store class.';

-- @ functions/filters/_top_values 9ba4c9ff158b42fffce4debd1c3bf58e2fbd1d3d1ecd42d3f9655ac827a1c206
-- filters._top_values: the most frequent of counted values, as a page shows them.
--
-- Only what ties with the last place is looked up, not the thousands below it.

create or replace function filters._top_values(
    p_dimension text, p_counts filters.counts, p_top integer
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = ''
as $$
declare
    v_total integer := coalesce(cardinality(p_counts.value_ids), 0);
    v_items jsonb;
begin
    with most as (
        select n.value_id, n.lines
        from unnest(p_counts.value_ids, p_counts.lines) as n (value_id, lines)
        order by n.lines desc
        fetch first p_top rows with ties
    ),

    top as (
        select d.value, d.label, d.rank, m.lines
        from most as m
        inner join filters.dimension_values as d
            on m.value_id = d.value_id and d.dimension = p_dimension
        order by m.lines desc, d.rank
        limit p_top
    )

    select jsonb_agg(
        jsonb_build_object('value', value, 'label', label, 'count', lines)
        order by lines desc, rank
    )
    into v_items
    from top;

    return jsonb_build_object(
        'items', coalesce(v_items, '[]'),
        'total', v_total,
        'truncated', v_total > p_top
    );
end;
$$;

grant execute on function filters._top_values(text, filters.counts, integer)
to authenticated, service_role;

comment on function filters._top_values(text, filters.counts, integer) is
    '{items: [{value, label, count}], total, truncated} of a dimension, by count.';

-- @ functions/filters/_write_cursor 9820b79955de3fafca67db41655f2cb3ea418980ed510633f9cb2c22ae8899be
-- filters._write_cursor: where a page of values ended, as text that survives a URL.

create or replace function filters._write_cursor(
    p_dimension text, p_label text, p_value text
)
    returns text
    language sql
    immutable
    security invoker
    set search_path = ''
as $$
    select translate(
        encode(
            convert_to(jsonb_build_array(p_dimension, p_label, p_value)::text, 'UTF8'),
            'base64'
        ),
        e'+/=\n', '-_'
    )
$$;

grant execute on function filters._write_cursor(text, text, text)
to authenticated, service_role;

comment on function filters._write_cursor(text, text, text) is
    'Opaque cursor after this value; filters._read_cursor takes it apart.';

-- @ functions/filters/filter_options d16b06bf1e64edc28ef20bf823813ca6241264e5a627bb89057be5b10a81e8e9
-- filters.filter_options: all that a page of filters shows, in one answer.

create or replace function filters.filter_options(
    p_within jsonb default '{}', p_top integer default 50
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = ''
as $$
declare
    v_narrowed filters.selection;
    v_others filters.selection;
    v_places filters.place_counts;
    v_categories filters.counts;
    v_brands filters.counts;
begin
    if p_top is null or p_top not between 1 and 500 then
        perform core.raise_error(
            'core.invalid_argument',
            format(
                'top is %s, not a number from 1 to 500.', coalesce(p_top::text, 'null')
            )
        );
    end if;
    v_narrowed := filters._read_within(p_within);

    v_places := filters._count_place_values(v_narrowed);

    v_others := v_narrowed;
    v_others.category_ids := null;
    v_categories := filters._count_values('category', v_others);
    v_others := v_narrowed;
    v_others.brand_ids := null;
    v_brands := filters._count_values('brand', v_others);

    return jsonb_build_object(
        'dimensions', (
            select jsonb_object_agg(
                name,
                filters._top_values(
                    name,
                    case name
                        when 'region' then v_places.region
                        when 'province' then v_places.province
                        when 'city' then v_places.city
                        when 'store_class' then v_places.store_class
                        when 'category' then v_categories
                        when 'brand' then v_brands
                    end,
                    p_top
                )
            )
            from filters.dimensions
            where is_enabled
        ),
        'version', (select max(version) from filters.dimensions)
    ) || filters._measure(v_narrowed);
end;
$$;

grant execute on function filters.filter_options(jsonb, integer)
to authenticated, service_role;

comment on function filters.filter_options(jsonb, integer) is
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

-- @ functions/filters/filter_range 7026a59766ac94d32279b5fa00aa14634bdb7b57f8f02e108b5054d140a88e92
-- filters.filter_range: how the lines or baskets of a selection spread over a measure.

create or replace function filters.filter_range(
    p_measure text, p_within jsonb default '{}'
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = ''
as $$
declare
    v_selection filters.selection;
    v_categories bigint[];
    v_brands bigint[];
    v_places bigint[];
    v_bounds bigint[];
    v_counts bigint[];
    v_min bigint;
    v_max bigint;
begin
    if p_measure is null or p_measure not in ('price', 'basket_size') then
        perform core.raise_error(
            'filters.unknown_measure',
            format(
                '%s is no measure. Known: price, basket_size.',
                coalesce(quote_literal(left(p_measure, 60)), 'null')
            )
        );
    end if;
    v_selection := filters._read_within(p_within);
    v_categories := coalesce(v_selection.category_ids, '{0}');
    v_brands := coalesce(v_selection.brand_ids, '{0}');
    v_places := filters._select_places('store', v_selection);

    select
        case p_measure when 'price' then min(c.price_min) else min(c.size_min) end,
        case p_measure when 'price' then max(c.price_max) else max(c.size_max) end
    into v_min, v_max
    from unnest(v_places) as p (id)
    cross join unnest(v_categories) as k (id)
    cross join unnest(v_brands) as b (id)
    cross join lateral (
            select m.price_min, m.price_max, m.size_min, m.size_max
            from filters.cells as m
            where m.place_id = p.id and m.category_id = k.id and m.brand_id = b.id
            limit 1
        ) as c;

    if p_measure = 'price' then
        v_bounds := filters._price_bounds();
        v_counts := array(
            select sum(n.lines)
            from unnest(v_places) as p (id)
            cross join unnest(v_categories) as k (id)
            cross join unnest(v_brands) as b (id)
            cross join lateral (
                    select m.price_counts
                    from filters.cells as m
                    where m.place_id = p.id and m.category_id = k.id and m.brand_id = b.id
                    limit 1
                ) as c
            cross join unnest(c.price_counts) with ordinality as n (lines, bucket)
            group by n.bucket
            order by n.bucket
        );
    elsif v_selection.category_ids is null and v_selection.brand_ids is null then
        v_bounds := filters._basket_size_bounds();
        v_counts := array(
            select coalesce(sum(s.baskets), 0)
            from generate_series(1, cardinality(v_bounds) + 1) as b (bucket)
            left join filters.basket_sizes as s
                on b.bucket = s.bucket and s.place_id = any(v_places)
            group by b.bucket
            order by b.bucket
        );
    else
        v_bounds := filters._basket_size_bounds();
        v_counts := array(
            select coalesce(sum(n.baskets), 0)
            from generate_series(1, cardinality(v_bounds) + 1) as b (bucket)
            left join (
                select s.bucket, bit_count(s.bits & m.bits) as baskets
                from filters._measure_stores(v_selection) as m
                inner join filters.basket_sizes as s on m.place_id = s.place_id
            ) as n on b.bucket = n.bucket
            group by b.bucket
            order by b.bucket
        );
    end if;

    return jsonb_build_object(
        'min', v_min,
        'max', v_max,
        'count', (select coalesce(sum(n), 0) from unnest(v_counts) as n),
        'buckets', (
            select jsonb_agg(
                jsonb_build_object(
                    'from', v_bounds[b.bucket - 1],
                    'to', v_bounds[b.bucket],
                    'count', coalesce(v_counts[b.bucket], 0)
                )
                order by b.bucket
            )
            from generate_series(1, cardinality(v_bounds) + 1) as b (bucket)
        )
    );
end;
$$;

grant execute on function filters.filter_range(text, jsonb)
to authenticated, service_role;

comment on function filters.filter_range(text, jsonb) is
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

-- @ functions/filters/filter_values 9c499951d2971600e54f95891326f657ccae51d8fcdcfd927fa8e24c16b3502b
-- filters.filter_values: one page of the values of one dimension, with their counts.

create or replace function filters.filter_values(
    p_dimension text,
    p_within jsonb default '{}',
    p_search text default null,
    p_after text default null,
    p_page_size integer default 50
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = ''
as $$
declare
    v_after bigint;
    v_selection filters.selection;
    v_search text := coalesce(p_search, '');
    v_counts filters.counts;
    v_page filters.counts;
    v_total bigint;
    v_items jsonb;
    v_next text;
begin
    perform filters._check_dimension(p_dimension);
    if p_page_size is null or p_page_size not between 1 and 500 then
        perform core.raise_error(
            'core.invalid_page_size',
            format('page_size is %s.', coalesce(p_page_size::text, 'null'))
        );
    end if;
    if length(v_search) > 200 then
        perform core.raise_error(
            'filters.invalid_search',
            format('search has %s characters.', length(v_search))
        );
    end if;
    v_after := filters._read_cursor(p_after => p_after, p_dimension => p_dimension);
    v_selection := filters._read_within(p_within => p_within, p_except => p_dimension);

    -- One more than a page tells whether there is a next one.
    if v_selection is null and v_search = '' then
        select array_agg(p.value_id order by p.rank), array_agg(p.lines order by p.rank)
        into v_page
        from (
            select d.value_id, d.lines, d.rank
            from filters.dimension_values as d
            where d.dimension = p_dimension and d.rank > v_after
            order by d.rank
            limit p_page_size + 1
        ) as p;
        select count(*)
        into v_total
        from filters.dimension_values as d
        where d.dimension = p_dimension;
    else
        v_counts := filters._count_values(p_dimension, v_selection);
        if v_search <> '' then
            v_counts := filters._search_values(p_dimension, v_counts, v_search);
        end if;
        v_page := filters._page_values(p_dimension, v_counts, v_after, p_page_size + 1);
        v_total := coalesce(cardinality(v_counts.value_ids), 0);
    end if;

    select
        jsonb_agg(
            jsonb_build_object('value', d.value, 'label', d.label, 'count', n.lines)
            order by n.place
        ),
        (array_agg(
            filters._write_cursor(p_dimension, d.label, d.value)
        ) filter (
            where n.place = p_page_size and cardinality(v_page.value_ids) > p_page_size
        ))[1]
    into v_items, v_next
    from unnest(v_page.value_ids, v_page.lines)
        with ordinality as n (value_id, lines, place)
    inner join filters.dimension_values as d
        on n.value_id = d.value_id and d.dimension = p_dimension
    where n.place <= p_page_size;

    return jsonb_build_object(
        'dimension', p_dimension,
        'items', coalesce(v_items, '[]'),
        'next', v_next,
        'total', v_total,
        'version', (select version from filters.dimensions where name = p_dimension)
    );
end;
$$;

grant execute on function filters.filter_values(text, jsonb, text, text, integer)
to authenticated, service_role;

comment on function filters.filter_values(text, jsonb, text, text, integer) is
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

-- @ functions/filters/list_dimensions b5b4b2efca9f3404b9459ded0fef0439572163f7283dcf38767f186921230824
-- filters.list_dimensions: the registry, as callers see it.

create or replace function filters.list_dimensions()
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = ''
as $$
    select coalesce(
        jsonb_agg(
            jsonb_build_object(
                'name', d.name,
                'label', d.label,
                'parent', d.parent,
                'position', d.position,
                'enabled', d.is_enabled,
                'version', d.version,
                'total', (
                    select count(*)
                    from filters.dimension_values as v
                    where v.dimension = d.name
                )
            )
            order by d.position, d.name
        ),
        '[]'
    )
    from filters.dimensions as d
$$;

grant execute on function filters.list_dimensions() to authenticated, service_role;

comment on function filters.list_dimensions() is
$$All dimensions in the order in which a page shows them.

Returns [{name, label, parent, position, enabled, version, total}]: `total` is the
number of values that have a transaction line; a dimension that is not enabled cannot be
asked for.
Budget: 10 ms.
$$;

-- @ functions/filters/rebuild_values fec151de7cabec10b0dc17e98b7a9b2f7bdcd746538b4e86fedc57c821a9be18
-- filters.rebuild_values: count everything again, from the transactions alone.
--
-- Takes the lock of filters._load_transactions first, so no load runs meanwhile;
-- readers go on and see the old counts until the commit.

create or replace function filters.rebuild_values()
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = ''
as $$
begin
    lock table filters.transactions in share row exclusive mode;

    delete from filters.cells where place_id >= 0;
    delete from filters.basket_sizes where place_id >= 0;
    delete from filters.places where id > 0;

    perform filters._place_stores();
    perform filters._count_stores(
        p_store_ids => array(select id from filters.stores),
        p_after_id => 0
    );
    perform filters._count_groups(p_after_id => 0);
    perform filters._list_values();

    analyze filters.places, filters.cells, filters.basket_sizes,
        filters.dimension_values;
end;
$$;

comment on function filters.rebuild_values() is
$$Rebuild places, cells, basket sizes and dimension values from the transactions.

For the owner: after a change to buckets, or when an invariant of filters is broken.
Budget: 30 s for 1.5 million lines.
$$;

-- @ functions/master/_load_catalog 455290ceecada50ef7ff49a0dc7bf04f01f999160541b2bb03525f2bd4167e77
-- master._load_catalog: add the categories and brands that a staging table names.
--
-- New rows go in by the order of their keys: two loads that add the same keys wait for
-- each other in one direction only.

create or replace function master._load_catalog(p_staging regclass)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = ''
as $$
declare
    v_names jsonb;
begin
    -- Few spellings stand for many rows: read the table once.
    execute format(
        $sql$
        select coalesce(jsonb_agg(n), '[]')
        from (
            select
                nullif(trim(brand), '') as brand,
                nullif(trim(department), '') as department,
                nullif(trim(category), '') as category,
                bool_or(lower(trim(brand_mark)) = 'private') as is_private,
                count(*) as lines
            from %s
            group by 1, 2, 3
        ) as n
        $sql$,
        p_staging
    )
    into v_names;

    insert into master.categories (category_key, name)
    select lower(department), min(department)
    from jsonb_to_recordset(v_names) as n (department text)
    where department is not null
    group by lower(department)
    order by lower(department)
    on conflict (category_key) do nothing;

    insert into master.categories (category_key, name, parent_id)
    select lower(concat_ws('/', n.department, n.category)), min(n.category), min(d.id)
    from jsonb_to_recordset(v_names) as n (department text, category text)
    left join master.categories as d on lower(n.department) = d.category_key
    where n.category is not null
    group by 1
    order by 1
    on conflict (category_key) do nothing;

    insert into master.brands (brand_key, name, is_tbwa, category_id)
    select distinct on (lower(n.brand))
        lower(n.brand),
        n.brand,
        coalesce(bool_or(n.is_private) over (partition by lower(n.brand)), false),
        c.id
    from jsonb_to_recordset(v_names) as n (
        brand text, department text, category text, is_private boolean, lines bigint
    )
    left join master.categories as c
        on lower(concat_ws('/', n.department, n.category)) = c.category_key
    where n.brand is not null
    order by lower(n.brand), n.lines desc, c.category_key, n.brand
    on conflict (brand_key) do nothing;
end;
$$;

comment on function master._load_catalog(regclass) is
$$Add unknown categories and brands; known ones stay as they are.

Columns of the staging table: brand, brand_mark, department, category, all text. Keys
are the lower-case spelling, a category's under its department. A brand marked Private
is is_tbwa; its category is the one that most of its rows name.
$$;

-- @ functions/master/_load_cities 85778420453e1f70b032a21021a3a63c6625dbebcca851bb0f0641d502c4fd90
-- master._load_cities: the cities of a PSGC release, for master.load_psgc.
--
-- Names of cities repeat across provinces, so a moved code is sought inside one
-- province.

create or replace function master._load_cities(p_rows jsonb)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = ''
as $$
declare
    v_moved bigint;
    v_changed bigint;
    v_added bigint;
    v_retired bigint;
begin
    with release as (
        select n.psgc_code, n.name, p.id as province_id
        from jsonb_to_recordset(p_rows) as n (
            psgc_code text, name text, province_code text
        )
        inner join master.provinces as p on n.province_code = p.psgc_code
    ),

    gone as (
        select o.id, o.name, o.province_id
        from master.cities as o
        where not exists (select from release as r where r.psgc_code = o.psgc_code)
    ),

    come as (
        select n.*
        from release as n
        where not exists (
            select from master.cities as o where o.psgc_code = n.psgc_code
        )
    ),

    pairs as (
        select
            g.id,
            c.psgc_code,
            count(*) over (partition by g.id) as rivals_new,
            count(*) over (partition by c.psgc_code) as rivals_old
        from gone as g
        inner join come as c
            on master._place_key(g.name) = master._place_key(c.name)
            and g.province_id = c.province_id
    )

    update master.cities as o
    set psgc_code = p.psgc_code
    from pairs as p
    where o.id = p.id and p.rivals_new = 1 and p.rivals_old = 1;
    get diagnostics v_moved = row_count;

    update master.cities as o
    set
        name = n.name,
        province_id = n.province_id,
        class = coalesce(n.class, o.class),
        city_class = coalesce(n.city_class, o.city_class),
        income_class = coalesce(n.income_class, o.income_class),
        population = coalesce(n.population, o.population),
        is_retired = false
    from (
        select r.*, p.id as province_id
        from jsonb_to_recordset(p_rows) as r (
            psgc_code text, name text, province_code text, class text,
            city_class text, income_class text, population bigint
        )
        inner join master.provinces as p on r.province_code = p.psgc_code
    ) as n
    where
        o.psgc_code = n.psgc_code
        and (
            o.name, o.province_id, o.class, o.city_class, o.income_class,
            o.population, o.is_retired
        ) is distinct from (
            n.name, n.province_id,
            coalesce(n.class, o.class),
            coalesce(n.city_class, o.city_class),
            coalesce(n.income_class, o.income_class),
            coalesce(n.population, o.population),
            false
        );
    get diagnostics v_changed = row_count;

    insert into master.cities (
        psgc_code, name, province_id, class, city_class, income_class, population
    )
    select
        n.psgc_code, n.name, p.id, coalesce(n.class, 'Mun'), n.city_class,
        n.income_class, n.population
    from jsonb_to_recordset(p_rows) as n (
        psgc_code text, name text, province_code text, class text,
            city_class text, income_class text, population bigint
    )
    left join master.provinces as p on n.province_code = p.psgc_code
    where not exists (select from master.cities as o where o.psgc_code = n.psgc_code)
    order by n.psgc_code;
    get diagnostics v_added = row_count;

    update master.cities as o
    set is_retired = true
    where
        not o.is_retired
        and not exists (
            select
            from jsonb_to_recordset(p_rows) as n (psgc_code text)
            where n.psgc_code = o.psgc_code
        );
    get diagnostics v_retired = row_count;

    return jsonb_build_object(
        'added', v_added, 'changed', v_changed, 'moved', v_moved, 'retired', v_retired
    );
end;
$$;

comment on function master._load_cities(jsonb) is
    'Upsert cities, moving codes by name; returns {added, changed, moved, retired}.';

-- @ functions/master/_load_provinces 54391dd2edf1647fcbc923024e5359ba15cc68d5acfd6b00df171d7ec8713be3
-- master._load_provinces: the provinces of a PSGC release, for master.load_psgc.
--
-- A province that changed region changed its code with it: names decide across regions.

create or replace function master._load_provinces(p_rows jsonb)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = ''
as $$
declare
    v_moved bigint;
    v_changed bigint;
    v_added bigint;
    v_retired bigint;
begin
    with release as (
        select n.psgc_code, n.name, p.id as region_id
        from jsonb_to_recordset(p_rows) as n (
            psgc_code text, name text, region_code text
        )
        inner join master.regions as p on n.region_code = p.psgc_code
    ),

    gone as (
        select o.id, o.name, o.region_id
        from master.provinces as o
        where not exists (select from release as r where r.psgc_code = o.psgc_code)
    ),

    come as (
        select n.*
        from release as n
        where not exists (
            select from master.provinces as o where o.psgc_code = n.psgc_code
        )
    ),

    pairs as (
        select
            g.id,
            c.psgc_code,
            count(*) over (partition by g.id) as rivals_new,
            count(*) over (partition by c.psgc_code) as rivals_old
        from gone as g
        inner join come as c
            on master._place_key(g.name) = master._place_key(c.name)
    )

    update master.provinces as o
    set psgc_code = p.psgc_code
    from pairs as p
    where o.id = p.id and p.rivals_new = 1 and p.rivals_old = 1;
    get diagnostics v_moved = row_count;

    update master.provinces as o
    set
        name = n.name,
        region_id = n.region_id,
        class = coalesce(n.class, o.class),
        is_pseudo = coalesce(n.is_pseudo, o.is_pseudo),
        income_class = coalesce(n.income_class, o.income_class),
        population = coalesce(n.population, o.population),
        is_retired = false
    from (
        select r.*, p.id as region_id
        from jsonb_to_recordset(p_rows) as r (
            psgc_code text, name text, region_code text, class text,
            is_pseudo boolean, income_class text, population bigint
        )
        inner join master.regions as p on r.region_code = p.psgc_code
    ) as n
    where
        o.psgc_code = n.psgc_code
        and (
            o.name, o.region_id, o.class, o.is_pseudo, o.income_class,
            o.population, o.is_retired
        ) is distinct from (
            n.name, n.region_id,
            coalesce(n.class, o.class),
            coalesce(n.is_pseudo, o.is_pseudo),
            coalesce(n.income_class, o.income_class),
            coalesce(n.population, o.population),
            false
        );
    get diagnostics v_changed = row_count;

    insert into master.provinces (
        psgc_code, name, region_id, class, is_pseudo, income_class, population
    )
    select
        n.psgc_code, n.name, p.id,
        coalesce(n.class, 'Prov'), coalesce(n.is_pseudo, false),
        n.income_class, n.population
    from jsonb_to_recordset(p_rows) as n (
        psgc_code text, name text, region_code text, class text,
            is_pseudo boolean, income_class text, population bigint
    )
    left join master.regions as p on n.region_code = p.psgc_code
    where not exists (select from master.provinces as o where o.psgc_code = n.psgc_code)
    order by n.psgc_code;
    get diagnostics v_added = row_count;

    update master.provinces as o
    set is_retired = true
    where
        not o.is_retired
        and not exists (
            select
            from jsonb_to_recordset(p_rows) as n (psgc_code text)
            where n.psgc_code = o.psgc_code
        );
    get diagnostics v_retired = row_count;

    return jsonb_build_object(
        'added', v_added, 'changed', v_changed, 'moved', v_moved, 'retired', v_retired
    );
end;
$$;

comment on function master._load_provinces(jsonb) is
    'Upsert provinces, moving codes by name; returns {added, changed, moved, retired}.';

-- @ functions/master/_load_regions b38c5ad6ab0cc0afd55e9eaa47d828ff202e67184f434aba326bb4ace1315f94
-- master._load_regions: the regions of a PSGC release, for master.load_psgc.

create or replace function master._load_regions(p_rows jsonb)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = ''
as $$
declare
    v_moved bigint;
    v_changed bigint;
    v_added bigint;
    v_retired bigint;
begin
    with release as (
        select psgc_code, name
        from jsonb_to_recordset(p_rows) as r (psgc_code text, name text)
    ),

    moved as (
        select o.id, n.psgc_code
        from master.regions as o
        inner join release as n on master._place_key(o.name) = master._place_key(n.name)
        where
            not exists (select from release as r where r.psgc_code = o.psgc_code)
            and not exists (
                select from master.regions as r where r.psgc_code = n.psgc_code
            )
    )

    update master.regions as r
    set psgc_code = m.psgc_code
    from moved as m
    where r.id = m.id;
    get diagnostics v_moved = row_count;

    update master.regions as o
    set
        name = n.name,
        short_name = n.short_name,
        island_group = coalesce(n.island_group, o.island_group),
        population = coalesce(n.population, o.population),
        is_retired = false
    from (
        select r.*, master._short_region(r.name) as short_name
        from jsonb_to_recordset(p_rows) as r (
            psgc_code text, name text, island_group text, population bigint
        )
    ) as n
    where
        o.psgc_code = n.psgc_code
        and (o.name, o.short_name, o.island_group, o.population, o.is_retired)
        is distinct from (
            n.name, n.short_name, coalesce(n.island_group, o.island_group),
            coalesce(n.population, o.population), false
        );
    get diagnostics v_changed = row_count;

    insert into master.regions (psgc_code, name, short_name, island_group, population)
    select
        n.psgc_code, n.name, master._short_region(n.name), n.island_group, n.population
    from jsonb_to_recordset(p_rows) as n (
        psgc_code text, name text, island_group text, population bigint
    )
    where not exists (select from master.regions as o where o.psgc_code = n.psgc_code)
    order by n.psgc_code;
    get diagnostics v_added = row_count;

    update master.regions as o
    set is_retired = true
    where
        not o.is_retired
        and not exists (
            select
            from jsonb_to_recordset(p_rows) as n (psgc_code text)
            where n.psgc_code = o.psgc_code
        );
    get diagnostics v_retired = row_count;

    return jsonb_build_object(
        'added', v_added, 'changed', v_changed, 'moved', v_moved, 'retired', v_retired
    );
end;
$$;

comment on function master._load_regions(jsonb) is
    'Upsert regions, moving codes by name; returns {added, changed, moved, retired}.';

-- @ functions/master/_place_key 67ff728b164e02a14bd3deaf7109e7275cd24dee998dcb03cf31b65b74d68ae8
-- master._place_key: a name reduced to what two spellings of one place share.

create or replace function master._place_key(p_name text)
    returns text
    language sql
    immutable
    security invoker
    set search_path = ''
as $$
    select regexp_replace(
        translate(
            regexp_replace(
                regexp_replace(lower(p_name), '\(.*\)', '', 'g'),
                '^city of | city$', '', 'g'
            ),
            'ñ', 'n'
        ),
        '[^a-z0-9]', '', 'g'
    )
$$;

comment on function master._place_key(text) is
    'Lower case without "City of", parentheses, accents of ñ, spaces and punctuation.';

-- @ functions/master/_short_region 6e0467e7de1d1f3c93573ea25c423fb60e1bd9080c68074e66ad9507995a8f4d
-- master._short_region: what people call a region.

create or replace function master._short_region(p_name text)
    returns text
    language sql
    immutable
    security invoker
    set search_path = ''
as $$
    select case
        when p_name ~ '^Region ' or p_name !~ '\(.+\)'
            then trim(split_part(p_name, '(', 1))
        else substring(p_name from '\((.+)\)')
    end
$$;

comment on function master._short_region(text) is
    'NCR for "National Capital Region (NCR)", else what stands before the parenthesis.';

-- @ functions/master/load_psgc 8d3e8b61ec620852890183898af31d1d1690663c86bd6629c87147fb75ebe23f
-- master.load_psgc: take in a release of the Philippine Standard Geographic Code.
--
-- A row is known by its code. A new code whose row has the same name as one whose code
-- the release no longer lists, inside the same parent (provinces: anywhere, as regions
-- split), is that row moved: it keeps its id, so everything that refers to it stays
-- right. Rows that the release dropped are retired, never deleted. Releases take turns:
-- the lock stops other writers of the geography, not readers.

create or replace function master.load_psgc(p_release jsonb)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = ''
as $$
declare
    v_answer jsonb;
begin
    if jsonb_typeof(p_release -> 'regions') is distinct from 'array'
        or jsonb_typeof(p_release -> 'provinces') is distinct from 'array'
        or jsonb_typeof(p_release -> 'cities') is distinct from 'array'
    then
        perform core.raise_error(
            'master.invalid_release',
            'The release lacks an array of regions, provinces or cities.'
        );
    end if;

    lock table master.regions, master.provinces, master.cities
    in share row exclusive mode;

    v_answer := jsonb_build_object(
        'regions', master._load_regions(p_release -> 'regions'),
        'provinces', master._load_provinces(p_release -> 'provinces'),
        'cities', master._load_cities(p_release -> 'cities')
    );

    return v_answer;
end;
$$;

comment on function master.load_psgc(jsonb) is
$$Upsert a PSGC release: {regions: […], provinces: […], cities: […]}.

Each region has psgc_code, name, island_group, population; a province also region_code,
class, is_pseudo, income_class; a city province_code, class, city_class, income_class,
population. What a release does not say (null) stays as it was. Returns per level
{added, changed, moved, retired}; loading the same release twice changes nothing.
The filters read names from here: after a change, select filters.rebuild_values().
Errors: PT422 master.invalid_release; 23502, 23503 or 23514 when a row is incomplete.
$$;

-- @ functions/master/tg_categories__refuse_cycle 7bec4a8ffb3c5eabaca85ec840515736a14399bf00c1a7159aa361756d588bac
-- master.tg_categories__refuse_cycle: refuse to move a category below itself.
--
-- Two moves that are fine alone can make a circle together, so moves take turns: the
-- advisory lock first, then a share lock on each ancestor, upwards. The second move
-- walks what the first one left; under repeatable read it meets an ancestor that
-- changed, and fails with a serialization error instead. An insert makes no circle:
-- nothing is below it.

create or replace function master.tg_categories__refuse_cycle()
    returns trigger
    language plpgsql
    volatile
    security invoker
    set search_path = ''
as $$
declare
    v_ancestor_id bigint := new.parent_id;
begin
    perform pg_advisory_xact_lock(hashtextextended('master.categories', 0));

    while v_ancestor_id is not null loop
        if v_ancestor_id = new.id then
            perform core.raise_error(
                'master.category_cycle',
                format('Category %s is below %s.', new.parent_id, new.id)
            );
        end if;

        select parent_id
        into v_ancestor_id
        from master.categories
        where id = v_ancestor_id
        for share;
    end loop;

    return new;
end;
$$;

comment on function master.tg_categories__refuse_cycle() is
    'Before-update trigger: raises PT422 master.category_cycle.';

-- @ views/filters/master_values 47e77fae248b7487f48efea86b85cbb3469cac953928482248b25af9fff82954
-- filters.master_values: every row of master data as a value of its dimension.

create or replace view filters.master_values
with (security_invoker = true)
as
select
    'region' as dimension,
    r.id as value_id,
    r.short_name as value,
    r.name as label,
    null::text as parent
from master.regions as r
union all
select
    'province' as dimension,
    p.id as value_id,
    p.psgc_code as value,
    p.name as label,
    r.short_name as parent
from master.provinces as p
inner join master.regions as r on p.region_id = r.id
union all
select
    'city' as dimension,
    c.id as value_id,
    c.psgc_code as value,
    case when p.is_pseudo then c.name else concat(c.name, ', ', p.name) end as label,
    p.psgc_code as parent
from master.cities as c
inner join master.provinces as p on c.province_id = p.id
union all
select
    'category' as dimension,
    c.id as value_id,
    c.category_key as value,
    concat_ws(' / ', p.name, c.name) as label,
    p.category_key as parent
from master.categories as c
left join master.categories as p on c.parent_id = p.id
union all
select
    'brand' as dimension,
    b.id as value_id,
    b.brand_key as value,
    b.name as label,
    c.category_key as parent
from master.brands as b
left join master.categories as c on b.category_id = c.id
union all
select
    'store_class' as dimension,
    s.id as value_id,
    s.code as value,
    s.name as label,
    null as parent
from master.store_classes as s;

grant select on filters.master_values to authenticated, service_role, app_reader;

comment on view filters.master_values is
    'Master data as callers see it: dimension, value, label, value of the parent.';

-- @ views/filters/counted_values c0596741f7e2bd50d7688e72c69235724a783c4efc78e14c2370b6af775382d2
-- filters.counted_values: what filters.dimension_values has to hold, as the cells say.

create or replace view filters.counted_values
with (security_invoker = true)
as
with counted as (
    select
        v.dimension,
        v.value_id,
        sum(c.lines) as lines
    from filters.places as p
    inner join filters.cells as c on p.id = c.place_id
    cross join lateral (
        values
        ('region', p.region_id),
        ('province', p.province_id),
        ('city', p.city_id),
        ('store_class', p.store_class_id)
    ) as v (dimension, value_id)
    where p.kind = 'store' and c.category_id = 0 and c.brand_id = 0
    group by v.dimension, v.value_id
    union all
    select
        case c.brand_id when 0 then 'category' else 'brand' end as dimension,
        c.category_id + c.brand_id as value_id,
        c.lines
    from filters.cells as c
    where c.place_id = 0 and (c.category_id = 0) <> (c.brand_id = 0)
)

select
    n.dimension,
    n.value_id,
    m.value,
    m.label,
    m.parent,
    n.lines::bigint as lines
from counted as n
inner join filters.master_values as m
    on n.dimension = m.dimension and n.value_id = m.value_id;

grant select on filters.counted_values to service_role, app_reader;

comment on view filters.counted_values is
    'Values, labels and counts as the cells and the master tables give them.';

-- @ views/filters/transaction_values cb16c2fab29a77ac993cb043bd1bc75caa6521a737600b05b4a9e897813b3dff
-- filters.transaction_values: each line with the value it has in every dimension.
--
-- What an answer means, in one query: invariants and tests count this view.

create or replace view filters.transaction_values
with (security_invoker = true)
as
select
    t.id,
    t.basket_id,
    t.store_id,
    b.line_count as basket_size,
    t.price_minor,
    p.region_id,
    c.province_id,
    s.city_id,
    s.store_class_id,
    t.category_id,
    t.brand_id,
    r.short_name as region,
    p.psgc_code as province,
    c.psgc_code as city,
    k.code as store_class,
    g.category_key as category,
    d.brand_key as brand
from filters.transactions as t
inner join filters.baskets as b on t.basket_id = b.id
inner join filters.stores as s on t.store_id = s.id
left join master.cities as c on s.city_id = c.id
left join master.provinces as p on c.province_id = p.id
left join master.regions as r on p.region_id = r.id
left join master.store_classes as k on s.store_class_id = k.id
left join master.categories as g on t.category_id = g.id
left join master.brands as d on t.brand_id = d.id;

grant select on filters.transaction_values to service_role, app_reader;

comment on view filters.transaction_values is
    'Transaction lines with their value in every dimension: what filter answers count.';

-- @ triggers/master/categories 073c08949bc2e11040562e923b0159defe55c9679b4e7c36abd47bcc05150ea9
-- Triggers on master.categories, in firing order.

-- The categories are a tree: no node becomes its own ancestor.
create or replace trigger t20_refuse_cycle
    before update of parent_id on master.categories
    for each row
    when (new.parent_id is not null and new.parent_id is distinct from old.parent_id)
    execute function master.tg_categories__refuse_cycle();

-- @ policies/core/error_codes 48b392234b952c8f52c264437b84691a4cabe2b7bf89c20dd1d121976f79696f
-- Who may do what to core.error_codes.
--
--   anon, authenticated, service_role, app_worker, app_reader   select all
--   anyone else                                                 nothing

drop policy if exists select_everyone_all on core.error_codes;
create policy select_everyone_all
    on core.error_codes
    as permissive
    for select
    to anon, authenticated, service_role, app_worker, app_reader
    using (true);
comment on policy select_everyone_all on core.error_codes is
    'The catalogue is public: the error helper reads it as the caller.';

-- @ policies/core/invariants ae6511ec6143f7cffd14c6f6a8701c2c783ffa70f34c0eb674cad1224689b053
-- Who may do what to core.invariants.
--
--   service_role, app_worker, app_reader   select all
--   anyone else                            nothing

drop policy if exists select_operators_all on core.invariants;
create policy select_operators_all
    on core.invariants
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.invariants is
    'Those who watch the installation may read what it watches for.';

-- @ policies/core/load_checkpoints 3f100901c5de579826d70007e9abbc638d2d3a9357d949db1d8d02e49a732cc7
-- Who may do what to core.load_checkpoints.
--
--   service_role, app_reader   select all
--   anyone else                nothing: a load runs as the role that owns the tables

drop policy if exists select_operators_all on core.load_checkpoints;
create policy select_operators_all
    on core.load_checkpoints
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on core.load_checkpoints is
    'Those who watch the installation may see which loads are unfinished.';

-- @ policies/core/settings 3a4eca030ca8a4fe9e0273695d0f12cb14dfc631daf9bb724d037d6dbaf5393c
-- Who may do what to core.settings.
--
--   anon, authenticated, service_role, app_worker, app_reader   select all
--   service_role                                                update value
--   anyone else                                                 nothing

drop policy if exists select_everyone_all on core.settings;
create policy select_everyone_all
    on core.settings
    as permissive
    for select
    to anon, authenticated, service_role, app_worker, app_reader
    using (true);
comment on policy select_everyone_all on core.settings is
    'Settings hold no secret: whoever may call us may read them.';

drop policy if exists update_service_all on core.settings;
create policy update_service_all
    on core.settings
    as permissive
    for update
    to service_role
    using (name is not null)
    with check (name is not null);
comment on policy update_service_all on core.settings is
    'An operator''s backend sets values; the grant covers that column only.';

-- @ policies/filters/basket_sizes 21a1980b45ef45598cb27005568d75b4d4a5ea3fc3ab4c5456dac266d2dfc2c1
-- Who may do what to filters.basket_sizes.
--
--   authenticated, service_role, app_reader   select all
--   anyone else                               nothing

drop policy if exists select_readers_all on filters.basket_sizes;
create policy select_readers_all
    on filters.basket_sizes
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_readers_all on filters.basket_sizes is
    'Counts only: the filter functions read them as the caller.';

-- @ policies/filters/baskets 8f2b8fc064b9ef42e3bd97e7598d0b291f227590b053c5dacbce3718b33bf058
-- Who may do what to filters.baskets.
--
--   service_role, app_reader   select all
--   anyone else                nothing

drop policy if exists select_operators_all on filters.baskets;
create policy select_operators_all
    on filters.baskets
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on filters.baskets is
    'Lines themselves are for operators; callers get counts.';

-- @ policies/filters/cells 7403dee7a33329c297fcafd7de2b1b556d7575f01fc37632663771e52619afbb
-- Who may do what to filters.cells.
--
--   authenticated, service_role, app_reader   select all
--   anyone else                               nothing

drop policy if exists select_readers_all on filters.cells;
create policy select_readers_all
    on filters.cells
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_readers_all on filters.cells is
    'Counts only: the filter functions read them as the caller.';

-- @ policies/filters/dimension_values 9345476613f74f11927a2a46a9e6f1b11bc9a67c485b2c23dcb633f7cf16545b
-- Who may do what to filters.dimension_values.
--
--   authenticated, service_role, app_reader   select all
--   anyone else                               nothing

drop policy if exists select_readers_all on filters.dimension_values;
create policy select_readers_all
    on filters.dimension_values
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_readers_all on filters.dimension_values is
    'Whoever is signed in may filter.';

-- @ policies/filters/dimensions c684a2723c96a7ec2a1485886100d7ce4989125615784039d94ee9345c450ebf
-- Who may do what to filters.dimensions.
--
--   authenticated, service_role, app_reader   select all
--   anyone else                               nothing

drop policy if exists select_readers_all on filters.dimensions;
create policy select_readers_all
    on filters.dimensions
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_readers_all on filters.dimensions is
    'Whoever is signed in may filter.';

-- @ policies/filters/loads 2025a77b547728de40198ab2609ebcd828f20fed1005eecd6f70d67c6be82d4f
-- Who may do what to filters.loads.
--
--   service_role, app_reader   select all
--   anyone else                nothing

drop policy if exists select_operators_all on filters.loads;
create policy select_operators_all
    on filters.loads
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on filters.loads is
    'Lines themselves are for operators; callers get counts.';

-- @ policies/filters/places 0b885528f5f0d8d62cf18976fa5d488b9e191e49558b9b37cd61d98a0004abe2
-- Who may do what to filters.places.
--
--   authenticated, service_role, app_reader   select all
--   anyone else                               nothing

drop policy if exists select_readers_all on filters.places;
create policy select_readers_all
    on filters.places
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_readers_all on filters.places is
    'Counts only: the filter functions read them as the caller.';

-- @ policies/filters/stores 06e0debb029a7b8539540419113d8e293ab04e688121f91c8582126048f9b078
-- Who may do what to filters.stores.
--
--   service_role, app_reader   select all
--   anyone else                nothing

drop policy if exists select_operators_all on filters.stores;
create policy select_operators_all
    on filters.stores
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on filters.stores is
    'Lines themselves are for operators; callers get counts.';

-- @ policies/filters/transactions 28f88a780458add4b416707a9a55d417e9f521a99b91f7e5eab889d743506f65
-- Who may do what to filters.transactions.
--
--   service_role, app_reader   select all
--   anyone else                nothing

drop policy if exists select_operators_all on filters.transactions;
create policy select_operators_all
    on filters.transactions
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on filters.transactions is
    'Lines themselves are for operators; callers get counts.';

-- @ policies/master/brands 108527d322f48290bfba876bfe3bf67350bb7d4f41d20643ec66befadc958ef2
-- Who may do what to master.brands.
--
--   authenticated, service_role, app_reader   select all
--   anyone else                               nothing

drop policy if exists select_readers_all on master.brands;
create policy select_readers_all
    on master.brands
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_readers_all on master.brands is
    'Master data is no secret among those who are signed in.';

-- @ policies/master/categories 8b686aa1f7308ff9a1425e0186c0fa5352e541d2954102e4383789a527a9a8a1
-- Who may do what to master.categories.
--
--   authenticated, service_role, app_reader   select all
--   anyone else                               nothing

drop policy if exists select_readers_all on master.categories;
create policy select_readers_all
    on master.categories
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_readers_all on master.categories is
    'Master data is no secret among those who are signed in.';

-- @ policies/master/cities 0f0d769f99ddf0efb3292bc0b503c332b2505c54cad06721e6eaaa6c16012b23
-- Who may do what to master.cities.
--
--   authenticated, service_role, app_reader   select all
--   anyone else                               nothing

drop policy if exists select_readers_all on master.cities;
create policy select_readers_all
    on master.cities
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_readers_all on master.cities is
    'Master data is no secret among those who are signed in.';

-- @ policies/master/provinces 1ed531bc781d912cd549d4cbcc1f03850877b7d2e13d84b8cfd7390ac1bf6734
-- Who may do what to master.provinces.
--
--   authenticated, service_role, app_reader   select all
--   anyone else                               nothing

drop policy if exists select_readers_all on master.provinces;
create policy select_readers_all
    on master.provinces
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_readers_all on master.provinces is
    'Master data is no secret among those who are signed in.';

-- @ policies/master/regions 8e3b2eb7f69167cc6235507070729448d35f3a2571e1fb12bc185d81aecc97f5
-- Who may do what to master.regions.
--
--   authenticated, service_role, app_reader   select all
--   anyone else                               nothing

drop policy if exists select_readers_all on master.regions;
create policy select_readers_all
    on master.regions
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_readers_all on master.regions is
    'Master data is no secret among those who are signed in.';

-- @ policies/master/store_classes a135b26acc2a4af4ec8d6019c893899b873e570fbfcfba3848eb9bc0889a2b84
-- Who may do what to master.store_classes.
--
--   authenticated, service_role, app_reader   select all
--   anyone else                               nothing

drop policy if exists select_readers_all on master.store_classes;
create policy select_readers_all
    on master.store_classes
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_readers_all on master.store_classes is
    'Master data is no secret among those who are signed in.';

-- @ seeds/core/error_codes 54233e3261ad0edb3de201cf79514321c283f250f6d120b48bf4de2164e8ab2b
-- Seeds of core.error_codes: the catalogue, one line per key.

insert into core.error_codes (key, sqlstate, hint)
values
(
    'core.invalid_argument', 'PT422',
    'Send the argument in the form that the detail names.'
),
(
    'core.invalid_cursor', 'PT422',
    'Send `next` of the previous page unchanged, or null.'
),
('core.invalid_page_size', 'PT422', 'Send a page_size from 1 to 500.'),
(
    'core.not_permitted', 'PT403',
    'Ask an administrator for the app role that the detail names.'
),
(
    'filters.unknown_dimension', 'PT422',
    'Send one of the dimensions that the detail lists.'
),
('filters.unknown_measure', 'PT422', 'Send price or basket_size.'),
(
    'filters.invalid_within', 'PT422',
    'Send {"<dimension>": ["<value>", …]}, see list_dimensions.'
),
('filters.invalid_search', 'PT422', 'Send at most 200 characters to search for.'),
('master.category_cycle', 'PT422', 'Choose a parent that is not below the category.'),
(
    'master.invalid_release', 'PT422',
    'Send {regions, provinces, cities}, as the seed command does.'
)
on conflict (key) do update
set
    sqlstate = excluded.sqlstate,
    hint = excluded.hint
where
    (error_codes.sqlstate, error_codes.hint)
    is distinct from (excluded.sqlstate, excluded.hint);

-- @ seeds/filters/dimensions 82b6f43255b96cc70ed00c85e1ec10cf5d84d6aa90c718d0d7fdad9344e59841
-- Seeds of filters.dimensions. Whether one is enabled is the operator's choice.

insert into filters.dimensions (name, label, parent, position)
values
('region', 'Region', null, 1),
('province', 'Province', 'region', 2),
('city', 'City or municipality', 'province', 3),
('category', 'Category', null, 4),
('brand', 'Brand', 'category', 5),
('store_class', 'Store class', null, 6)
on conflict (name) do update
set
    label = excluded.label,
    parent = excluded.parent,
    position = excluded.position
where
    (dimensions.label, dimensions.parent, dimensions.position)
    is distinct from (excluded.label, excluded.parent, excluded.position);

-- @ seeds/filters/invariants 1daf53e7af9d087755194dd46f193bf4f11941bbc39f7f42cd84f1ae2d3baf8c
-- Seeds of core.invariants: what filters derives is what the transactions say.

insert into core.invariants (name, module, query, repair)
values
(
    'filters.cells_are_counted',
    'filters',
    $$
    select coalesce(n.place_id, c.place_id) as place_id, n.category_id, n.brand_id
    from (
        select
            p.id as place_id,
            case grouping(t.category_id) when 1 then 0 else t.category_id end as category_id,
            case grouping(t.brand_id) when 1 then 0 else t.brand_id end as brand_id,
            count(*) as lines,
            min(t.price_minor) as price_min,
            max(t.price_minor) as price_max,
            min(t.basket_size) as size_min,
            max(t.basket_size) as size_max
        from filters.transaction_values as t
        inner join filters.places as p on t.store_id = p.store_id
        group by
            p.id,
            grouping sets (
                (t.category_id, t.brand_id), (t.category_id), (t.brand_id), ()
            )
        having
            (grouping(t.category_id) = 1 or t.category_id is not null)
            and (grouping(t.brand_id) = 1 or t.brand_id is not null)
    ) as n
    full join (
        select c.*
        from filters.cells as c
        inner join filters.places as p on c.place_id = p.id and p.kind = 'store'
    ) as c
        on
            n.place_id = c.place_id
            and n.category_id = c.category_id
            and n.brand_id = c.brand_id
    where
        (n.lines, n.price_min, n.price_max, n.size_min, n.size_max)
        is distinct from
        (c.lines, c.price_min, c.price_max, c.size_min, c.size_max)
    $$,
    'Count anew: select filters.rebuild_values().'
),
(
    'filters.groups_add_up',
    'filters',
    $$
    select coalesce(n.place_id, c.place_id) as place_id, n.category_id, n.brand_id
    from (
        select g.id as place_id, c.category_id, c.brand_id, sum(c.lines) as lines
        from filters.cells as c
        inner join filters.places as s on c.place_id = s.id and s.kind = 'store'
        inner join filters.places as g
            on
                g.kind <> 'store'
                and (g.region_id is null or g.region_id = s.region_id)
                and (g.province_id is null or g.province_id = s.province_id)
                and (g.store_class_id is null or g.store_class_id = s.store_class_id)
        where g.kind = 'all' or c.category_id = 0 or c.brand_id = 0
        group by g.id, c.category_id, c.brand_id
    ) as n
    full join (
        select c.*
        from filters.cells as c
        where not exists (
            select
            from filters.places as p
            where p.id = c.place_id and p.kind = 'store'
        )
    ) as c
        on
            n.place_id = c.place_id
            and n.category_id = c.category_id
            and n.brand_id = c.brand_id
    where n.lines is distinct from c.lines
    $$,
    'Count anew: select filters.rebuild_values().'
),
(
    'filters.baskets_are_counted',
    'filters',
    $$
    select n.place_id, n.category_id
    from (
        select p.id as place_id, t.category_id, count(distinct t.basket_id) as baskets
        from filters.transactions as t
        inner join filters.places as p on t.store_id = p.store_id
        where t.category_id is not null
        group by p.id, t.category_id
    ) as n
    left join filters.cells as c
        on
            n.place_id = c.place_id
            and n.category_id = c.category_id
            and c.brand_id = 0
    where n.baskets is distinct from c.baskets
    $$,
    'Count anew: select filters.rebuild_values().'
),
(
    'filters.bitmaps_fit',
    'filters',
    $$
    select c.place_id, c.category_id, c.brand_id
    from filters.cells as c
    inner join filters.places as p on c.place_id = p.id
    where
        (p.kind = 'store') <> (c.bits is not null)
        or bit_count(c.bits) <> c.baskets
        or length(c.bits) <> p.capacity
    $$,
    'Count anew: select filters.rebuild_values().'
),
(
    'filters.basket_sizes_are_counted',
    'filters',
    $$
    select p.id as place_id, n.bucket
    from (
        select
            store_id,
            width_bucket(line_count, filters._basket_size_bounds()) + 1 as bucket,
            count(*) as baskets
        from filters.baskets
        group by 1, 2
    ) as n
    inner join filters.places as p on n.store_id = p.store_id
    full join filters.basket_sizes as s on p.id = s.place_id and n.bucket = s.bucket
    where n.baskets is distinct from s.baskets
    $$,
    'Count anew: select filters.rebuild_values().'
),
(
    'filters.values_are_listed',
    'filters',
    $$
    select dimension, value_id
    from (
        select
            dimension, value_id, value, label, parent, lines,
            row_number() over (
                partition by dimension order by label collate "C", value collate "C"
            ) as rank
        from filters.counted_values
    ) as n
    full join filters.dimension_values as d using (dimension, value_id)
    where
        (n.value, n.label, n.parent, n.lines, n.rank)
        is distinct from (d.value, d.label, d.parent, d.lines, d.rank)
    $$,
    'Count anew: select filters.rebuild_values().'
),
(
    'filters.places_are_where_stores_are',
    'filters',
    $$
    select s.store_key
    from filters.stores as s
    left join master.cities as c on s.city_id = c.id
    left join master.provinces as r on c.province_id = r.id
    inner join filters.places as p on s.id = p.store_id
    where
        (p.region_id, p.province_id, p.city_id, p.store_class_id)
        is distinct from (r.region_id, c.province_id, s.city_id, s.store_class_id)
    $$,
    'Place the stores and count anew: select filters.rebuild_values().'
),
(
    'filters.baskets_have_their_lines',
    'filters',
    $$
    select b.basket_key
    from filters.baskets as b
    left join (
        select basket_id, count(*) as lines
        from filters.transactions
        group by basket_id
    ) as t on b.id = t.basket_id
    where b.line_count is distinct from t.lines
    $$,
    'Set line_count to the number of lines, then select filters.rebuild_values().'
),
(
    'filters.ordinals_have_no_gap',
    'filters',
    $$
    select store_id
    from filters.baskets
    group by store_id
    having min(ordinal) <> 0 or max(ordinal) <> count(*) - 1
    $$,
    'Number the baskets of the store from 0, then select filters.rebuild_values().'
)
on conflict (name) do update
set
    module = excluded.module,
    query = excluded.query,
    repair = excluded.repair
where
    (invariants.module, invariants.query, invariants.repair)
    is distinct from (excluded.module, excluded.query, excluded.repair);

-- @ seeds/filters/places 0b5154aa4cea6f80dfa6e289ff4888716eab604b9740b350e54ba528af87ec44
-- Seeds of filters.places: the place that is every store.

insert into filters.places (id, kind)
values (0, 'all')
on conflict (id) do nothing;

-- @ seeds/filters/settings 7578ec336deeed740d9891832c4c09e44285b825ca6c07039686578ead51982f
-- Seeds of core.settings: what an operator may tune in filters.

insert into core.settings (name, default_value, description)
values
(
    'filters.max_values',
    '1000',
    'Most values that one dimension of `within` may hold.'
)
on conflict (name) do update
set
    default_value = excluded.default_value,
    description = excluded.description
where
    (settings.default_value, settings.description)
    is distinct from (excluded.default_value, excluded.description);

-- @ seeds/master/invariants 205c01b7f89cd481fc0d09dd1c1aea3fc5b1dac29acc5a63bd21efdec67d69b7
-- Seeds of core.invariants: what master data must be, and only a bug can break.

insert into core.invariants (name, module, query, repair)
values
(
    'master.categories_are_a_tree',
    'master',
    $$
    with recursive reached as (
        select id
        from master.categories
        where parent_id is null
        union all
        select c.id
        from master.categories as c
        inner join reached as r on c.parent_id = r.id
    )

    select category_key
    from master.categories
    where id not in (select id from reached)
    $$,
    'Set parent_id of one category of the circle to null, then move it to its place.'
)
on conflict (name) do update
set
    module = excluded.module,
    query = excluded.query,
    repair = excluded.repair
where
    (invariants.module, invariants.query, invariants.repair)
    is distinct from (excluded.module, excluded.query, excluded.repair);

-- @ seeds/master/store_classes 7d71070b8b7adeae5f4f6dffc721b800c95efd6be8bb9156682953246e549e17
-- Seeds of master.store_classes: quartiles of sales.

insert into master.store_classes (code, name)
values
('A', 'Class A: the quarter of stores that sells most'),
('B', 'Class B: above the median'),
('C', 'Class C: below the median'),
('D', 'Class D: the quarter of stores that sells least')
on conflict (code) do update
set name = excluded.name
where store_classes.name is distinct from excluded.name;

-- @ end
reset check_function_bodies;
notify pgrst, 'reload schema';
