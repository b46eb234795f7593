-- filters._fold_counters: take a batch of deltas into the counts.
--
-- All in one transaction, so every snapshot sees the deltas or their sum. Locks the
-- registry's rows in the order of their names, as filters.toggle_dimension locks one,
-- and leaves alone what is locked: nobody turns a dimension off or fills it meanwhile,
-- and two folds of it follow each other. Writers and readers wait for none of it. In
-- the order of ids, so a row's going is never folded before its coming. What is
-- filling is left alone.

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

    -- Before any change is noted: filters.fold_lines says why.
    perform filters._raise_version(n.dimension, n.deltas)
    from (
        select f.dimension, sum(f.deltas)::bigint as deltas
        from unnest(v_folded) as f
        group by f.dimension
        order by f.dimension
    ) as n;
    v_new := filters._note_changes(v_folded);

    insert into filters.value_counts as c (dimension, parent_value, value, lines)
    select f.dimension, f.parent_value, f.value, f.lines
    from unnest(v_folded) as f
    where f.lines <> 0
    on conflict (dimension, parent_value, value) do update
    set lines = c.lines + excluded.lines;
    delete from filters.value_counts as c
    using unnest(v_folded) as f
    where
        c.dimension = f.dimension
        and c.value = f.value
        and c.parent_value is not distinct from f.parent_value
        and c.lines = 0;

    perform filters._upsert_master(
        n.dimension, array_agg(distinct n.value order by n.value)
    )
    from unnest(v_new) as n
    group by n.dimension
    order by n.dimension;
    return v_count;
end;
$$;

grant execute on function filters._fold_counters(integer, text) to service_role;

comment on function filters._fold_counters(integer, text) is
$$Fold up to so many deltas, of one dimension or of all; returns how many it folded.

Values that appear get their master row. p_limit null: all.
$$;
