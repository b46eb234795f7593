-- commerce._sum_daily_sales: what was sold each day of a period.

create or replace function commerce._sum_daily_sales(p_since date, p_until date)
    returns table (day date, currency text, quantity bigint, amount_minor bigint)
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    return query
    select s.starts_on, s.currency, s.quantity, s.amount_minor
    from commerce.sales_sums as s
    where
        s.kind = 'total_day'
        and s.starts_on between p_since and p_until
    union all
    select l.day, l.currency, l.quantity, l.amount_minor
    from commerce._list_sold(commerce._unfolded_ids('sales_sums')) as l
    where l.day between p_since and p_until;
end;
$$;

comment on function commerce._sum_daily_sales(date, date) is
    'Sums of parts of each day, per currency; several rows may be of one day.';
