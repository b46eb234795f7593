-- concerts._find_demo_artist: the artist of a name; of several, the first one.

create or replace function concerts._find_demo_artist(p_name text)
    returns bigint
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select min(a.id) from concerts.artists as a where lower(a.name) = lower(p_name)
$$;

comment on function concerts._find_demo_artist(text) is
    'Its id, or null.';
