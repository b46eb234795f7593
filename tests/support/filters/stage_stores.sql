-- tests.stage_stores: pg_temp.staged_stores, a batch as rowhouse load stages it.

create or replace function tests.stage_stores(p_rows jsonb)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    create temporary table if not exists staged_stores (
        _line bigint, store text, name text, store_class text, place text, scheme text,
        country text, region text, province text, city text
    );
    delete from pg_temp.staged_stores where true;
    insert into pg_temp.staged_stores
    select
        r.position, n.store, n.name, n.store_class, n.place, n.scheme, n.country,
        n.region, n.province, n.city
    from jsonb_array_elements(p_rows) with ordinality as r (item, position)
    cross join lateral jsonb_to_record(r.item) as n (
        store text, name text, store_class text, place text, scheme text, country text,
        region text, province text, city text
    );
end;
$$;
