-- commerce.sales_summary: what was sold in a period, by day, product, location, ….
--
-- Definer: no user has a grant on the sums.

create or replace function commerce.sales_summary(
    p_since date, p_until date, p_by text
)
    returns table (
        key text,
        name text,
        currency text,
        quantity bigint,
        amount_minor bigint,
        as_of timestamptz
    )
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform core.require_role('admin', 'analyst', 'buyer');
    perform commerce._read_grouping(
        p_by, 'day', 'week', 'month', 'product', 'sku', 'category', 'brand', 'location'
    );
    perform commerce._read_period(
        p_since, p_until, case when p_by = 'day' then 366 else 1827 end
    );
    if p_by in ('day', 'week', 'month') then
        return query
        select
            d.day::text, d.day::text, d.currency, sum(d.quantity)::bigint,
            sum(d.amount_minor)::bigint, core.now()
        from (
            select
                date_trunc(p_by, s.day::timestamp)::date as day,
                s.currency,
                s.quantity,
                s.amount_minor
            from commerce._sum_daily_sales(p_since, p_until) as s
        ) as d
        group by d.day, d.currency
        order by d.day, d.currency
        limit 1000;
        return;
    end if;

    return query
    with sold as materialized (
        select s.*
        from commerce._sum_sales(p_since, p_until, p_by) as s
        order by s.amount_minor desc, s.group_id, s.currency
        limit 1000
    )

    select
        l.key, l.name, s.currency, s.quantity, s.amount_minor, core.now()
    from sold as s
    left join commerce._list_labels(p_by, array(select o.group_id from sold as o)) as l
        on s.group_id = l.group_id
    order by s.amount_minor desc, l.key, s.currency;
end;
$$;

grant execute on function commerce.sales_summary(date, date, text)
to authenticated, service_role;

comment on function commerce.sales_summary(date, date, text) is
$$Sales minus returns from `since` to `until`, both included, `by` a grouping.

by: day, week, month, product, sku, category, brand or location. There is one row per
group and currency. The key is the first day of a day, week (Monday) or month, an id of
a product, a SKU, the key of a category or brand, the code of a location; null: without
a category or brand. Days come in order, other groups by amount, the greatest first; at
most 1,000 rows. A period has at most 1,827 days; by day, 366.
as_of: now; the sums are complete to the last commit.
Needs app role admin, analyst or buyer. CSV with the header Accept: text/csv.
Returns: [{key: text | null, name: text | null, currency: text, quantity: bigint,
amount_minor: bigint, as_of: timestamptz}]
Units: amount_minor in minor units of the currency; quantity in the units of the
variants; days in the time zone of the setting commerce.time_zone.
Errors: PT422 commerce.invalid_period, commerce.unknown_grouping, PT403
core.not_permitted.
Example: {"since": "2026-01-01", "until": "2026-01-31", "by": "sku"}
Budget: 200 ms.
$$;
