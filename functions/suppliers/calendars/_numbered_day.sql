-- suppliers._numbered_day: the working day that has a number in a calendar.
--
-- The inverse of suppliers._day_number: as many workdays as there are days off before
-- the day are added, then weeks and days are read from the sum.

create or replace function suppliers._numbered_day(
    p_calendar suppliers.calendars, p_number integer
)
    returns date
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select
        date '1900-01-01'
        + w.place / cardinality((p_calendar).workdays) * 7
        + (p_calendar).workdays[w.place % cardinality((p_calendar).workdays) + 1]
        - 1
    from (
        select
            p_number - 1
            + width_bucket(p_number - 1, (p_calendar).worked_before) as place
    ) as w
$$;

comment on function suppliers._numbered_day(suppliers.calendars, integer) is
    'The working day of this number, from 1 on; see suppliers._day_number.';
