-- tests.stage_places: pg_temp.staged_places, a batch as rowhouse load stages it.

create or replace function tests.stage_places(p_rows jsonb)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    create temporary table if not exists staged_places (
        _line bigint, country text, scheme text, code text, level text, name text,
        parent text, other_names text, place_key text, class text, population text
    );
    delete from pg_temp.staged_places where true;
    insert into pg_temp.staged_places
    select
        r.position, n.country, n.scheme, n.code, n.level, n.name, n.parent, n.other_names,
        n.place_key, n.class, n.population
    from jsonb_array_elements(p_rows) with ordinality as r (item, position)
    cross join lateral jsonb_to_record(
        '{"country": "ZZ", "scheme": "own", "level": 1}' || r.item
    ) as n (
        country text, scheme text, code text, level text, name text, parent text,
        other_names text, place_key text, class text, population text
    );
end;
$$;
