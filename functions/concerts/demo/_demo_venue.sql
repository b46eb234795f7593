-- concerts._demo_venue: the venue of the demo of a name, also one that a feed brought.

create or replace function concerts._demo_venue(p_name text)
    returns bigint
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select min(v.id)
    from concerts._list_demo_venues() as d
    inner join concerts.venues as v
        on lower(v.name) = lower(d.name) and lower(v.city) = lower(d.city)
    where d.name = p_name
$$;

comment on function concerts._demo_venue(text) is
    'Return the id of the first venue of that name in its city; null if there is none.';
