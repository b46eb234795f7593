-- suppliers._gravity: the order of faults: the lower, the graver.

create or replace function suppliers._gravity(p_key text)
    returns integer
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(
        array_position(
            array[
                'suppliers.unknown_task', 'suppliers.project_closed',
                'suppliers.transition_refused', 'core.not_permitted'
            ],
            p_key
        ),
        5
    )
$$;

comment on function suppliers._gravity(text) is
    'What hides other faults first: an unknown task, then a closed project.';
