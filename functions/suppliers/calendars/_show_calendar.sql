-- suppliers._show_calendar: a calendar as callers see it.
--
-- Granted, as an invoker function calls it.

create or replace function suppliers._show_calendar(p_calendar suppliers.calendars)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'code', (p_calendar).code,
        'name', (p_calendar).name,
        'workdays', (p_calendar).workdays,
        'holidays', (
            select count(*)
            from suppliers.holidays as h
            where h.calendar_id = (p_calendar).id
        ),
        'version', (p_calendar).version,
        'updated_at', (p_calendar).updated_at
    )
$$;

grant execute on function suppliers._show_calendar(suppliers.calendars)
to authenticated, service_role;

comment on function suppliers._show_calendar(suppliers.calendars) is
    'A calendar with the number of its holidays.';
