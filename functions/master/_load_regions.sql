-- master._load_regions: load the regions of a PSGC release, for master.load_psgc.

create or replace function master._load_regions(p_rows jsonb)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
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
    'Upsert regions, matching new codes by name; {added, changed, moved, retired}.';
