-- master._load_psgc_level: load one level of a PSGC release, for master.load_psgc.
--
-- A new code is matched with one that is gone by the name of the place. Names of cities
-- repeat across provinces, so a city is matched within its province only; a province
-- that moves to another region gets a new code, so it is matched across all regions.

create or replace function master._load_psgc_level(p_level integer, p_rows jsonb)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_rows jsonb := master._read_psgc_level(p_level, p_rows);
    v_moved bigint;
    v_changed bigint;
    v_added bigint;
    v_retired bigint;
begin
    with release as (
        select n.* from jsonb_populate_recordset(null::master.places, v_rows) as n
    ),

    held as (
        select o.* from master.places as o where o.scheme = 'psgc' and o.level = p_level
    ),

    pairs as (
        select
            o.id,
            n.code,
            count(*) over (partition by o.id) as rivals_new,
            count(*) over (partition by n.code) as rivals_old
        from held as o
        inner join release as n
            on master._fold_name(o.name) = master._fold_name(n.name)
            and (p_level < 3 or o.parent_id = n.parent_id)
        where
            not exists (select from release as r where r.code = o.code)
            and not exists (select from held as r where r.code = n.code)
    )

    update master.places as o
    set
        code = p.code,
        place_key = case p_level when 1 then o.place_key else p.code end
    from pairs as p
    where o.id = p.id and p.rivals_new = 1 and p.rivals_old = 1;
    get diagnostics v_moved = row_count;

    update master.places as o
    set
        name = n.name,
        place_key = n.place_key,
        parent_id = n.parent_id,
        parent_level = n.parent_level,
        class = coalesce(n.class, o.class),
        is_pseudo = coalesce(n.is_pseudo, o.is_pseudo),
        population = coalesce(n.population, o.population),
        details = o.details || n.details,
        is_retired = false
    from jsonb_populate_recordset(null::master.places, v_rows) as n
    where
        o.scheme = 'psgc'
        and o.level = p_level
        and o.code = n.code
        and (
            o.name, o.place_key, o.parent_id, o.class, o.is_pseudo, o.population,
            o.details, o.is_retired
        ) is distinct from (
            n.name, n.place_key, n.parent_id, coalesce(n.class, o.class),
            coalesce(n.is_pseudo, o.is_pseudo), coalesce(n.population, o.population),
            o.details || n.details, false
        );
    get diagnostics v_changed = row_count;

    insert into master.places (
        country, scheme, code, level, place_key, parent_id, parent_level, name, class,
        is_pseudo, population, details
    )
    select
        'PH', 'psgc', n.code, p_level, n.place_key, n.parent_id, n.parent_level, n.name,
        coalesce(n.class, (array[null, 'Prov', 'Mun'])[p_level]),
        coalesce(n.is_pseudo, false), n.population, n.details
    from jsonb_populate_recordset(null::master.places, v_rows) as n
    where not exists (
        select from master.places as o
        where o.scheme = 'psgc' and o.level = p_level and o.code = n.code
    )
    order by n.code;
    get diagnostics v_added = row_count;

    update master.places as o
    set is_retired = true
    where
        o.scheme = 'psgc'
        and o.level = p_level
        and not o.is_retired
        and not exists (
            select from jsonb_populate_recordset(null::master.places, v_rows) as n
            where n.code = o.code
        );
    get diagnostics v_retired = row_count;

    return jsonb_build_object(
        'added', v_added, 'changed', v_changed, 'moved', v_moved, 'retired', v_retired
    );
end;
$$;

comment on function master._load_psgc_level(integer, jsonb) is
$$Upsert places of one level, matching new codes by name.

Returns {added, changed, moved, retired}.
Errors: PT422 master.invalid_release for a place whose region or province is not there.
$$;
