-- master._write_places: upsert checked places.
--
-- New places come first, level by level, so that each has its parent. Then places move
-- or change their keys, which keeps the writers of lines out. Names are last: they need
-- the fold lock only, and a transaction that has this one must not wait for writers.

create or replace function master._write_places(p_places master.staged_place[])
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_rows jsonb;
begin
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

    v_rows := master._resolve_places(p_places);
    if exists (
        select
        from jsonb_populate_recordset(null::master.places, v_rows) as n
        inner join master.places as o on n.id = o.id
        where (n.parent_id, n.place_key) is distinct from (o.parent_id, o.place_key)
    ) then
        update master.places as o
        set
            parent_id = n.parent_id,
            parent_level = n.parent_level,
            place_key = n.place_key
        from jsonb_populate_recordset(null::master.places, v_rows) as n
        where
            o.id = n.id
            and (n.parent_id, n.place_key) is distinct from (o.parent_id, o.place_key);
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
    'Add, move and rename places; master._refuse_places found no fault.';
