-- suppliers._find_calendar: the calendar of a code; raises if there is none.
--
-- Granted, as an invoker function calls it.

create or replace function suppliers._find_calendar(p_code text)
    returns suppliers.calendars
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_calendar suppliers.calendars;
begin
    select c.*
    into v_calendar
    from suppliers.calendars as c
    where c.code = p_code;
    if v_calendar.id is null then
        perform core.raise_error(
            'suppliers.unknown_calendar',
            format('There is no calendar %s.', core.excerpt(p_code))
        );
    end if;
    return v_calendar;
end;
$$;

grant execute on function suppliers._find_calendar(text) to authenticated, service_role;

comment on function suppliers._find_calendar(text) is
$$A calendar by its code.

Errors: PT404 suppliers.unknown_calendar.
$$;
