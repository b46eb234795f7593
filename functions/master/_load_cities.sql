-- master._load_cities: load the cities of a PSGC release, for master.load_psgc.
--
-- Names of cities repeat across provinces, so a changed code is matched by name within
-- one province only.

create or replace function master._load_cities(p_rows jsonb)
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
    'Upsert cities, matching new codes by name; {added, changed, moved, retired}.';
