-- suppliers._demo_shares: sixteen numbers that a key has, from 0 to below 1.
--
-- They are the fixed seed of the demo: the same on every server and version.

create or replace function suppliers._demo_shares(p_key text)
    returns double precision[]
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select array_agg(
        (get_byte(h.hash, n * 2) * 256 + get_byte(h.hash, n * 2 + 1)) / 65536.0
        order by n
    )
    from (select sha256(convert_to(p_key, 'UTF8')) as hash) as h
    cross join generate_series(0, 15) as n
$$;

comment on function suppliers._demo_shares(text) is
    'A hash of a key, in parts, as if drawn evenly.';
