-- filters._bucket: the part of a fill that counts a value.

create or replace function filters._bucket(p_value text, p_parts integer)
    returns integer
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
    return (
        (hashtext(p_value collate "C")::bigint + 2147483648) % p_parts
    )::integer;

comment on function filters._bucket(text, integer) is
    'From 0 to p_parts - 1, by the hash of the value.';
