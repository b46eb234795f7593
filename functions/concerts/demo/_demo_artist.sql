-- concerts._demo_artist: the artist of a name, also one that a feed brought.

create or replace function concerts._demo_artist(p_name text)
    returns bigint
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select min(a.id)
    from concerts.artists as a
    where lower(a.name) = lower(p_name)
$$;

comment on function concerts._demo_artist(text) is
    'Return the id; of several artists of that name, the first one; null if there is '
    'none.';
