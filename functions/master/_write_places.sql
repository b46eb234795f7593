-- master._write_places: upsert checked places.
--
-- New keys of known places come first, since new places may name their parents by
-- them. New places follow, level by level, so that each has its parent; then places
-- move. Keys and moves keep the writers of lines out. Names are last: they need the
-- fold lock only, and a transaction that has this one must not wait for writers.

create or replace function master._write_places(p_places master.staged_place[])
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_rows jsonb;
    v_lost record;
begin
    if exists (
        select
        from unnest(p_places) as n
        inner join master.places as o
            on n.scheme = o.scheme and n.code = o.code and n.level = o.level
        where n.place_key <> o.place_key
    ) then
        update master.places as o
        set place_key = n.place_key
        from unnest(p_places) as n
        where
            n.scheme = o.scheme
            and n.code = o.code
            and n.level = o.level
            and n.place_key <> o.place_key;
    end if;

    for i in 1 .. 3 loop
        insert into master.places (
            country, scheme, code, level, place_key, parent_id, parent_level, name,
            other_names, class, population
        )
        select
            n.country, n.scheme, n.code, n.level, n.place_key, n.parent_id, n.parent_level,
            n.name, n.other_names, n.class, n.population
        from jsonb_populate_recordset(
            null::master.places,
            master._resolve_places(
                array(select p from unnest(p_places) as p where p.level = i)
            )
        ) as n
        where n.id is null
        order by n.scheme, n.code;
    end loop;

    -- A parent that was named by a key which it has given up in the same batch.
    select n.line, n.parent
    into v_lost
    from unnest(p_places) as n
    where
        n.parent is not null
        and master._find_parent(n.country, n.scheme, n.level, n.parent) is null
    order by n.line
    limit 1;
    if found then
        perform core.raise_error(
            'master.invalid_place',
            format(
                'Line %s: there is no place %s.', v_lost.line, core.excerpt(v_lost.parent)
            )
        );
    end if;

    v_rows := master._resolve_places(p_places);
    if exists (
        select
        from jsonb_populate_recordset(null::master.places, v_rows) as n
        inner join master.places as o on n.id = o.id
        where n.parent_id is distinct from o.parent_id
    ) then
        update master.places as o
        set
            parent_id = n.parent_id,
            parent_level = n.parent_level
        from jsonb_populate_recordset(null::master.places, v_rows) as n
        where o.id = n.id and n.parent_id is distinct from o.parent_id;
    end if;

    if exists (
        select
        from jsonb_populate_recordset(null::master.places, v_rows) as n
        inner join master.places as o on n.id = o.id
        where
            (n.name, n.other_names, n.class, n.population, false)
            is distinct from
            (o.name, o.other_names, o.class, o.population, o.is_retired)
    ) then
        update master.places as o
        set
            name = n.name,
            other_names = n.other_names,
            class = n.class,
            population = n.population,
            is_retired = false
        from jsonb_populate_recordset(null::master.places, v_rows) as n
        where
            o.id = n.id
            and (n.name, n.other_names, n.class, n.population, false)
            is distinct from
            (o.name, o.other_names, o.class, o.population, o.is_retired);
    end if;
end;
$$;

comment on function master._write_places(master.staged_place[]) is
$$Add, move and rename places; master._refuse_places found no fault.

Errors: PT422 master.invalid_place for a parent whose key changes in the same batch.
$$;
