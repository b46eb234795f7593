-- tests.propose: run the job for a location; returns what it counts.

create or replace function tests.propose(p_location text)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce._propose_reorders(l.id)
    from commerce.locations as l
    where l.code = p_location
$$;
