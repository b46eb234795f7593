-- filters._counter_version: how many changes of a registered dimension are visible.
--
-- A fold moves deltas into the registry's number, so it never falls, without a lock.

create or replace function filters._counter_version(p_dimension text)
    returns bigint
    language sql
    stable
    security invoker
    set search_path = ''
as $$
    select
        d.version + (
            select count(*)
            from filters.value_deltas as n
            where n.dimension = d.name
        )
    from filters.dimensions as d
    where d.name = p_dimension
$$;

grant execute on function filters._counter_version(text) to authenticated, service_role;

comment on function filters._counter_version(text) is
    'The version of an answer: what was folded, and what is still to be.';
