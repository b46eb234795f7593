-- suppliers._number_days: compute the arrays of a calendar from its holidays.
--
-- Locks the calendar before the holidays are read, so of two writers the second sees
-- the holidays of the first. A holiday that is no workday changes nothing.

create or replace function suppliers._number_days(p_calendar_id bigint)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_calendar suppliers.calendars;
begin
    select c.*
    into v_calendar
    from suppliers.calendars as c
    where c.id = p_calendar_id
    for no key update;

    v_calendar.days_off := '{}';
    update suppliers.calendars as c
    set
        days_off = d.days,
        worked_before = d.numbers
    from (
        select
            coalesce(array_agg(h.holiday_on order by h.holiday_on), '{}') as days,
            coalesce(array_agg(h.number - h.place order by h.holiday_on), '{}') as numbers
        from (
            select
                o.holiday_on,
                suppliers._day_number(v_calendar, o.holiday_on) as number,
                row_number() over (order by o.holiday_on)::integer as place
            from suppliers.holidays as o
            where
                o.calendar_id = p_calendar_id
                and extract(isodow from o.holiday_on) = any(v_calendar.workdays)
        ) as h
    ) as d
    where c.id = p_calendar_id;
end;
$$;

comment on function suppliers._number_days(bigint) is
    'Write days_off and worked_before of a calendar.';
