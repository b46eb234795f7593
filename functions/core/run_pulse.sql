-- core.run_pulse: call a pulse once.
--
-- The name comes from a release's seed; what it may is decided by its own grants.

create or replace function core.run_pulse(p_name text)
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
    from core.pulses as p
    where p.name = p_name;
    if not found then
        perform core.raise_error(
            'core.invalid_argument',
    format('There is no pulse %L.', core.excerpt(p_name))
        );
    end if;

    execute format(
        'select %I.%I()', split_part(v_function, '.', 1), split_part(v_function, '.', 2)
    )
    into v_has_more;
    return v_has_more;
end;
$$;

grant execute on function core.run_pulse(text) to service_role, app_worker;

comment on function core.run_pulse(text) is
$$Call a pulse; whether it has more to do at once.

Errors: PT422 core.invalid_argument for an unknown one.
$$;
