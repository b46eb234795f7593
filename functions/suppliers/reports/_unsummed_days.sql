-- suppliers._unsummed_days: the days of a period that no monthly sum covers.

create or replace function suppliers._unsummed_days(p_since date, p_until date)
    returns table (since date, until date)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
    rows 3
as $$
    select
        greatest(p_since, g.month::date),
        least(p_until, (g.month + interval '1 month')::date - 1)
    from generate_series(
        date_trunc('month', p_since::timestamp), p_until::timestamp, interval '1 month'
    ) as g (month)
    where not exists (
        select
        from suppliers._summed_months(p_since, p_until) as m (month_on)
        where m.month_on = g.month::date
    )
$$;

comment on function suppliers._unsummed_days(date, date) is
    'One row per month: its first and its last day in the period, both included.';
