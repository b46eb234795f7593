-- tests.holds: one assertion that every invariant of a module holds.

create or replace function tests.holds(p_module text)
    returns text
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, extensions, pg_temp
as $$
    select is(
        array(
            select i.name
            from core.invariants as i
            where i.module = p_module and (core.run_invariant(i.name)).violations > 0
            order by i.name
        ),
        '{}',
        'every invariant of ' || p_module || ' holds'
    )
$$;
