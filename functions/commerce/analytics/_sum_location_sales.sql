-- commerce._sum_location_sales: what each location sold in a period.

create or replace function commerce._sum_location_sales(p_since date, p_until date)
    returns table (
        location_id bigint,
        currency text,
        quantity bigint,
        amount_minor bigint
    )
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_before constant date := p_until + 1;
    v_part record;
begin
    v_part := commerce._split_period(p_since, v_before);
    return query
    select
        p.location_id, p.currency, sum(p.quantity)::bigint, sum(p.amount_minor)::bigint
    from (
        select s.location_id, s.currency, s.quantity, s.amount_minor
        from commerce.sales_sums as s
        where
            (
                s.kind = 'location_month'
                and s.starts_on >= v_part.months_from
                and s.starts_on < v_part.months_until
            )
            or (
                s.kind = 'day'
                and s.starts_on >= p_since
                and s.starts_on < v_part.months_from
            )
            or (
                s.kind = 'day'
                and s.starts_on >= v_part.months_until
                and s.starts_on < v_before
            )
        union all
        select l.location_id, l.currency, l.quantity, l.amount_minor
        from commerce._list_sold(commerce._unfolded_ids('sales_sums')) as l
        where l.day >= p_since and l.day < v_before
    ) as p
    group by p.location_id, p.currency;
end;
$$;

comment on function commerce._sum_location_sales(date, date) is
    'Sales per location and currency from p_since to p_until, both included.';
