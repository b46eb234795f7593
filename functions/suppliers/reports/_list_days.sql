-- suppliers._list_days: the numbers of all days of a period, at once.
--
-- For many days at once: a call of suppliers._day_number costs more than a row here.

create or replace function suppliers._list_days(
    p_calendar suppliers.calendars, p_since date, p_until date
)
    returns table (day date, number integer)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select
        g.day,
        suppliers._day_number(p_calendar, p_since - 1) + count(*) filter (
            where
                extract(isodow from g.day) = any((p_calendar).workdays)
                and g.day <> all((p_calendar).days_off)
        ) over (order by g.day)::integer
    from (
        select p_since + s.place as day
        from generate_series(0, p_until - p_since) as s (place)
    ) as g
$$;

comment on function suppliers._list_days(suppliers.calendars, date, date) is
    'Each day from p_since to p_until, ascending, with what suppliers._day_number '
    'says.';
