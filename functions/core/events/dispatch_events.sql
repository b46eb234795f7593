-- core.dispatch_events: let one SQL consumer handle its next events.
--
-- The consumer's function reads and handles them in this transaction; if it raises, the
-- batch is rolled back and read again. Definer: consumers' functions belong to the
-- owner, seeded by a release.

create or replace function core.dispatch_events(
    p_consumer text, p_limit integer default 100
)
    returns integer
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_function text;
    v_handled integer;
begin
    select c.sql_function
    into v_function
    from core.event_consumers as c
    where c.name = p_consumer and c.sql_function is not null;

    if not found then
        perform core.raise_error(
            'core.unknown_consumer',
            format('There is no consumer %L with a function.', core.excerpt(p_consumer))
        );
    end if;

    execute format(
        'select %I.%I($1, $2)',
        split_part(v_function, '.', 1), split_part(v_function, '.', 2)
    )
    into v_handled
    using p_consumer, p_limit;
    return coalesce(v_handled, 0);
end;
$$;

grant execute on function core.dispatch_events(text, integer) to service_role,
app_worker;

comment on function core.dispatch_events(text, integer) is
$$Run an SQL consumer's function on its next events; returns the number handled.

Errors: core.unknown_consumer; whatever the consumer's function raises.
$$;
