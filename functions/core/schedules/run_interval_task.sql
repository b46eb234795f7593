-- core.run_interval_task: call an interval task once.
--
-- The name comes from a release's seed; the function runs with its own grants.

create or replace function core.run_interval_task(p_name text)
    returns boolean
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_function text;
    v_has_more boolean;
begin
    select p.sql_function
    into v_function
    from core.interval_tasks as p
    where p.name = p_name;
    if not found then
        perform core.raise_error(
            'core.invalid_argument',
    format('%L is not an interval task.', core.excerpt(p_name))
        );
    end if;

    execute format(
        'select %I.%I()', split_part(v_function, '.', 1), split_part(v_function, '.', 2)
    )
    into v_has_more;
    return v_has_more;
end;
$$;

grant execute on function core.run_interval_task(text) to service_role, app_worker;

comment on function core.run_interval_task(text) is
$$Call an interval task; returns whether it has more work at once.

Errors: PT422 core.invalid_argument for an unknown task.
$$;
