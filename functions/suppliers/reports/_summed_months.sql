-- suppliers._summed_months: the months of a period that are read from monthly sums.

create or replace function suppliers._summed_months(p_since date, p_until date)
    returns setof date
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
    rows 12
as $$
    select m.month_on
    from suppliers.summed_months as m
    where
        m.is_summed
        and m.month_on >= p_since
        and (m.month_on + interval '1 month')::date - 1 <= p_until
$$;

comment on function suppliers._summed_months(date, date) is
    'The first days of the summed months that lie in the period as a whole.';
