-- concerts._demo_share: a number that a key has, from 0 to below 1.
--
-- It is the fixed seed of the demo: the same on every server and version.

create or replace function concerts._demo_share(p_key text)
    returns double precision
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select (get_byte(h.hash, 0) * 256 + get_byte(h.hash, 1)) / 65536.0
    from (select sha256(convert_to(p_key, 'UTF8')) as hash) as h
$$;

comment on function concerts._demo_share(text) is
    'A hash of a key, as if drawn evenly.';
