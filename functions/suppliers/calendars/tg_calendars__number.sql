-- suppliers.tg_calendars__number: compute the arrays of a calendar from its weekdays
-- and holidays.
--
-- Before the write, so the row is locked: of two writers the second sees the holidays
-- of the first. What the statement sets is overwritten. A holiday that is no workday
-- changes nothing.

create or replace function suppliers.tg_calendars__number()
    returns trigger
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    new.days_off := '{}';
    new.worked_before := '{}';
    select
        coalesce(array_agg(h.holiday_on order by h.holiday_on), '{}'),
        coalesce(array_agg(h.number - h.place order by h.holiday_on), '{}')
    into new.days_off, new.worked_before
    from (
        select
            o.holiday_on,
            suppliers._day_number(new, o.holiday_on) as number,
            row_number() over (order by o.holiday_on)::integer as place
        from suppliers.holidays as o
        where
            o.calendar_id = new.id
            and extract(isodow from o.holiday_on) = any(new.workdays)
    ) as h;
    return new;
end;
$$;

comment on function suppliers.tg_calendars__number() is
    'Sets days_off and worked_before of a calendar.';
