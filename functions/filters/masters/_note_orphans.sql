-- filters._note_orphans: record since when master rows have had no line.

create or replace function filters._note_orphans(p_dimension text)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    delete from filters.orphans as o
    where
        o.dimension = p_dimension
        and o.value not in (
            select m.value from filters._list_orphan_masters(p_dimension) as m (value)
        );

    insert into filters.orphans (dimension, value, since_at)
    select p_dimension, m.value, core.now()
    from filters._list_orphan_masters(p_dimension) as m (value)
    order by m.value
    on conflict (dimension, value) do nothing;
$$;

comment on function filters._note_orphans(text) is
    'Adds new orphans with the current time; removes those that have a line again.';
