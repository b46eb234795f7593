-- master._load_provinces: load the provinces of a PSGC release, for master.load_psgc.
--
-- A province that moves to another region gets a new code, so names are matched across
-- all regions.

create or replace function master._load_provinces(p_rows jsonb)
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
    'Upsert provinces, matching new codes by name; {added, changed, moved, retired}.';
