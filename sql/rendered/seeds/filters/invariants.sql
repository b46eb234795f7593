-- Rendered from sql/seeds/filters/invariants.sql.j2; edit that file, not this one.
-- Seeds of core.invariants: derived data of filters equals the transactions.

insert into core.invariants (name, module, query, repair, severity)
values
(
    'filters.cells_are_counted',
    'filters',
    $$
    select * from filters.list_wrong_cells()
    $$,
    'Count again: select filters.rebuild_values().',
    'error'
),
(
    'filters.groups_add_up',
    'filters',
    $$
    select coalesce(n.group_id, c.group_id) as group_id, n.category_id, n.brand_id
    from (
        select g.id as group_id, c.category_id, c.brand_id, sum(c.lines) as lines
        from filters.cells as c
        inner join filters.store_groups as s on c.group_id = s.id and s.kind = 'store'
        inner join filters.store_groups as g
            on
                g.kind <> 'store'
                and (g.region_id is null or g.region_id = s.region_id)
                and (
                    g.province_id is null
                    or g.province_id = s.province_id
                    and g.region_id is not distinct from s.region_id
                )
                and (g.store_class_id is null or g.store_class_id = s.store_class_id)
        where g.kind = 'all' or c.category_id = 0 or c.brand_id = 0
        group by g.id, c.category_id, c.brand_id
    ) as n
    full join (
        select c.*
        from filters.cells as c
        where not exists (
            select
            from filters.store_groups as p
            where p.id = c.group_id and p.kind = 'store'
        )
    ) as c
        on
            n.group_id = c.group_id
            and n.category_id = c.category_id
            and n.brand_id = c.brand_id
    where n.lines is distinct from c.lines
    $$,
    'Count again: select filters.rebuild_values().',
    'error'
),
(
    'filters.baskets_are_counted',
    'filters',
    $$
    select n.group_id, n.category_id
    from (
        select p.id as group_id, t.category_id, count(*) as baskets
        from (
            select distinct l.store_id, l.category_id, l.basket_id
            from filters.transactions as l
            where l.category_id is not null
        ) as t
        inner join filters.store_groups as p on t.store_id = p.store_id
        where
            not exists (
                select
                from filters.unfolded_changes as l
                where l.store_id = t.store_id
            )
        group by p.id, t.category_id
    ) as n
    left join filters.cells as c
        on
            n.group_id = c.group_id
            and n.category_id = c.category_id
            and c.brand_id = 0
    where n.baskets is distinct from c.baskets
    $$,
    'Count again: select filters.rebuild_values().',
    'error'
),
(
    'filters.bitmaps_fit',
    'filters',
    $$
    select c.group_id, c.category_id, c.brand_id
    from filters.cells as c
    inner join filters.store_groups as p on c.group_id = p.id
    where
        (p.kind = 'store') <> (c.bits is not null)
        or bit_count(c.bits) <> c.baskets
        or length(c.bits) <> p.capacity
    $$,
    'Count again: select filters.rebuild_values().',
    'error'
),
(
    'filters.basket_sizes_are_counted',
    'filters',
    $$
    select p.id as group_id, n.bucket
    from (
        select
            store_id,
            width_bucket(line_count, filters._basket_size_bounds()) + 1 as bucket,
            count(*) as baskets
        from filters.baskets
        where line_count > 0
        group by 1, 2
    ) as n
    inner join filters.store_groups as p on n.store_id = p.store_id
    full join filters.basket_sizes as s on p.id = s.group_id and n.bucket = s.bucket
    where n.baskets is distinct from s.baskets
    $$,
    'Count again: select filters.rebuild_values().',
    'error'
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
    full join (
        select
            dimension, value_id, value, label, parent, lines,
            row_number() over (partition by dimension order by rank) as rank
        from filters.dimension_values
    ) as d using (dimension, value_id)
    where
        (n.value, n.label, n.parent, n.lines, n.rank)
        is distinct from (d.value, d.label, d.parent, d.lines, d.rank)
    $$,
    'Count again: select filters.rebuild_values().',
    'error'
),
(
    'filters.places_are_where_stores_are',
    'filters',
    $$
    select * from filters._list_moved_stores()
    $$,
    'Create the groups and count again: select filters.rebuild_values().',
    'error'
),
(
    'filters.baskets_have_their_lines',
    'filters',
    $$
    select b.basket_key
    from filters.baskets as b
    left join (
        select n.basket_id, sum(n.lines) as lines
        from (
            select t.basket_id, 1 as lines
            from filters.transactions as t
            union all
            select l.basket_id, -l.lines
            from filters.unfolded_changes as l
        ) as n
        group by n.basket_id
    ) as t on b.id = t.basket_id
    where b.line_count <> coalesce(t.lines, 0)
    $$,
    'Count again: select filters.rebuild_values().',
    'error'
),
(
    'filters.ordinals_have_no_gap',
    'filters',
    $$
    select store_id
    from filters.baskets
    group by store_id
    having min(ordinal) <> 0 or max(ordinal) <> count(ordinal) - 1
    $$,
    'Number the baskets of the store from 0, then select filters.rebuild_values().',
    'error'
),
(
    'filters.counters_are_counted',
    'filters',
    $$
    select d.name, c.parent_value, c.value, c.counted, c.found
    from filters.dimensions as d
    cross join lateral filters._compare_counters(d.name) as c
    where d.counted_by = 'counters' and d.is_enabled
    $$,
    'Count again: switch the dimension off and on, rowhouse dimension toggle.',
    'error'
),
(
    'filters.counts_are_numbered',
    'filters',
    $$
    select s.dimension, s.counts, n.found
    from filters.dimension_states as s
    cross join lateral (
        select count(*) as found
        from filters.value_counts as c
        where c.dimension = s.dimension
    ) as n
    where s.counts <> n.found
    $$,
    'Count again: switch the dimension off and on, rowhouse dimension toggle.',
    'error'
),
(
    'filters.counters_are_compiled',
    'filters',
    $$
    select distinct d.source_table::text as source_table, t.name::text as table_name
    from filters.dimensions as d
    cross join lateral filters._list_source_tables(d.source_table) as t (name)
    where
        d.counted_by = 'counters'
        and d.state <> 'off'
        and (
            select count(*)
            from pg_catalog.pg_trigger as g
            where
                g.tgrelid = t.name
                and g.tgname ~ '^t70_count_(insert|update|delete)$'
                and g.tgenabled in ('O', 'A')
        ) < 3
    $$,
    'Compile and count again: rowhouse dimension toggle, off and on.',
    'error'
),
(
    'filters.fills_go_on',
    'filters',
    $$
    select d.name
    from filters.dimensions as d
    where
        d.state = 'filling'
        and not exists (
            select
            from core.operations as o
            where
                o.kind = 'filters.fill_dimension'
                and o.params ->> 'dimension' = d.name
                and (o.params ->> 'number')::bigint = d.fill_number
                and o.finished_at is null
        )
    $$,
    'See core.operation_errors, then count again: toggle the dimension off and on.',
    'error'
),
(
    'filters.dimensions_are_allowed',
    'filters',
    $$
    select n.dimension, n.fault
    from filters.list_disallowed_dimensions() as n
    inner join filters.dimensions as d on n.dimension = d.name
    where d.state <> 'off'
    $$,
    'Switch it off, or allow what it uses with filters.allow_source.',
    'error'
),
(
    'filters.keys_are_those_of_lines',
    'filters',
    $$
    select coalesce(k.line_key, t.line_key) as line_key
    from filters.line_keys as k
    full join (
        select l.line_key, l.id, l.sold_at
        from filters.transactions as l
        where l.line_key is not null
    ) as t
        on k.line_key = t.line_key and k.line_id = t.id and k.sold_at = t.sold_at
    where
        filters._shape_of_lines() = 'months'
        and (k.line_key is null or t.line_key is null)
    $$,
    'Write the keys again from filters.transactions, see docs/partitioning.md.',
    'error'
),
(
    'filters.orphans_are_pruned',
    'filters',
    $$
    select o.dimension, o.value, o.since_at
    from filters.orphans as o
    inner join filters.dimensions as d on o.dimension = d.name
    where
        d.is_enabled
        and o.value <> all(d.protected)
        and o.since_at + d.prune_after < core.now() - interval '2 days'
    $$,
    'See rowhouse dimension prune: no nightly job runs, or something refers to it.',
    'warning'
)
on conflict (name) do update
set
    module = excluded.module,
    query = excluded.query,
    repair = excluded.repair,
    severity = excluded.severity
where
    (
        invariants.module,
        invariants.query,
        invariants.repair,
        invariants.severity
    )
    is distinct from (
        excluded.module,
        excluded.query,
        excluded.repair,
        excluded.severity
    );
