-- concerts._demo_fan: the user id of a fan of the demo, by number.

create or replace function concerts._demo_fan(p_number integer)
    returns uuid
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select md5('fan-' || p_number)::uuid
$$;

comment on function concerts._demo_fan(integer) is
    'Return the user that `rowhouse token --user fan-<number>` signs in.';
