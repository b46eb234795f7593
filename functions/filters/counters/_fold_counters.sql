-- filters._fold_counters: fold a batch of deltas into the counts.
--
-- One transaction, so a snapshot sees either the deltas or their sum. It locks rows of
-- the registry in the order of their names, as filters.toggle_dimension locks one, and
-- skips rows that are locked: no dimension is switched off or filled during a fold, and
-- two folds of one dimension run one after the other. Writers and readers do not wait.
-- Deltas are folded in the order of their ids, so a row's removal is never folded
-- before its insertion. Dimensions that are being filled are skipped.

create or replace function filters._fold_counters(
    p_limit integer default 10000, p_dimension text default null
)
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_names text[];
    v_folded filters.delta[];
    v_new filters.delta[];
    v_count bigint;
begin
    v_names := array(
        select d.name
        from filters.dimensions as d
        where
            d.state = 'live'
            and d.counted_by = 'counters'
            and d.name = coalesce(p_dimension, d.name)
            and exists (
                select from filters.value_deltas as n where n.dimension = d.name
            )
        order by d.name
        for no key update skip locked
    );
    if v_names = '{}' then
        return 0;
    end if;

    with batch as (
        select array(
            select n.ctid
            from filters.value_deltas as n
            where n.dimension = any(v_names)
            order by n.id
            limit p_limit
        ) as ctids
    ),

    gone as (
        delete from filters.value_deltas as n
        using batch as b
        where n.ctid = any(b.ctids)
        returning n.dimension, n.parent_value, n.value, n.lines
    ),

    summed as (
        select g.dimension, g.parent_value, g.value, sum(g.lines)::bigint as lines,
            count(*) as deltas
        from gone as g
        group by g.dimension, g.parent_value, g.value
    )

    select
        array_agg(
            (s.dimension, s.parent_value, s.value, s.lines, s.deltas)::filters.delta
            order by s.dimension, s.parent_value, s.value
        ),
        sum(s.deltas)
    into v_folded, v_count
    from summed as s;
    if v_folded is null then
        return 0;
    end if;

    -- Locks the states before a change is noted: see the header of filters.fold_lines.
    perform filters._raise_version(n.dimension, n.deltas)
    from (
        select f.dimension, sum(f.deltas)::bigint as deltas
        from unnest(v_folded) as f
        group by f.dimension
        order by f.dimension
    ) as n;
    v_new := filters._note_changes(v_folded);

    -- Of the rows that it returns, an inserted one has no xmax.
    with written as (
        insert into filters.value_counts as c (dimension, parent_value, value, lines)
        select f.dimension, f.parent_value, f.value, f.lines
        from unnest(v_folded) as f
        where f.lines <> 0
        on conflict (dimension, parent_value, value) do update
        set lines = c.lines + excluded.lines
        returning c.dimension, c.xmax = 0 as is_new
    )

    update filters.dimension_states as s
    set counts = s.counts + n.counts
    from (
        select w.dimension, count(*) as counts
        from written as w
        where w.is_new
        group by w.dimension
    ) as n
    where s.dimension = n.dimension;
    with gone as (
        delete from filters.value_counts as c
        using unnest(v_folded) as f
        where
            c.dimension = f.dimension
            and c.value = f.value
            and c.parent_value is not distinct from f.parent_value
            and c.lines = 0
        returning c.dimension
    )

    update filters.dimension_states as s
    set counts = s.counts - n.counts
    from (select g.dimension, count(*) as counts from gone as g group by g.dimension) as n
    where s.dimension = n.dimension;

    perform filters._upsert_master(
        n.dimension, array_agg(distinct n.value order by n.value)
    )
    from unnest(v_new) as n
    group by n.dimension
    order by n.dimension;
    return v_count;
end;
$$;

comment on function filters._fold_counters(integer, text) is
$$Fold up to p_limit deltas, of one dimension or of all; returns the number folded.

New values get a master row. p_limit null folds everything.
$$;
