-- suppliers._day_number: the number of a day in a calendar: the working days until it.
--
-- Whole weeks since 1900-01-01, a Monday, count the same; then the days of the last
-- week; then the days off are taken away. Both searches are binary.

create or replace function suppliers._day_number(
    p_calendar suppliers.calendars, p_on date
)
    returns integer
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select
        (p_on - date '1900-01-01') / 7 * cardinality((p_calendar).workdays)
        + width_bucket((p_on - date '1900-01-01') % 7 + 1, (p_calendar).workdays)
        - width_bucket(p_on, (p_calendar).days_off)
$$;

comment on function suppliers._day_number(suppliers.calendars, date) is
    'How many working days there are from 1900-01-01 to a day, both included.';
