-- commerce.sales_summary: what was sold in a period, by day, product, location, ….
--
-- Definer: no user has a grant on the materialized view.

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
declare
    v_as_of constant timestamptz := commerce._refreshed_at('commerce.daily_activity');
    v_is_time boolean;
begin
    perform core.require_role('admin', 'analyst', 'buyer');
    perform commerce._read_grouping(
        p_by, 'day', 'week', 'month', 'product', 'sku', 'category', 'brand', 'location'
    );
    perform commerce._read_period(
        p_since, p_until, case when p_by = 'day' then 366 else 1827 end
    );
    v_is_time := p_by in ('day', 'week', 'month');

    return query
    with sold as (
        select
            case
                when v_is_time then null
                when p_by = 'location' then d.location_id
                else d.variant_id
            end as thing_id,
            case when v_is_time then date_trunc(p_by, d.day::timestamp)::date end as day,
            d.currency,
            sum(d.sold_quantity) as quantity,
            sum(d.sold_amount_minor) as amount_minor
        from commerce.daily_activity as d
        where d.day between p_since and p_until and d.currency <> 'XXX'
        group by 1, 2, 3
    )

    select
        coalesce(s.day::text, l.key),
        coalesce(s.day::text, l.name),
        s.currency,
        sum(s.quantity)::bigint,
        sum(s.amount_minor)::bigint,
        v_as_of
    from sold as s
    left join commerce._list_labels(p_by) as l on s.thing_id = l.id
    group by s.day, l.key, l.name, s.currency
    order by s.day, sum(s.amount_minor) desc, l.key, s.currency
    limit 1000;
end;
$$;

grant execute on function commerce.sales_summary(date, date, text)
to authenticated, service_role;

comment on function commerce.sales_summary(date, date, text) is
$$Sales minus returns from `since` to `until`, both included, `by` a grouping.

by: day, week, month, product, sku, category, brand or location. One row per group and
currency: {key, name, currency, quantity, amount_minor, as_of}. The key is the first day
of a day, week (Monday) or month, an id of a product, a SKU, the key of a category or
brand, the code of a location; null: without a category or brand. Days come in order,
other groups by amount, the greatest first; at most 1,000 rows. A period has at most
1,827 days; by day, 366.
as_of: the answer is true for this moment; null before the first refresh.
Needs app role admin, analyst or buyer. CSV with the header Accept: text/csv.
Units: amount_minor in minor units of the currency; quantity in the units of the
variants; days in the time zone of the setting commerce.time_zone.
Errors: PT422 commerce.invalid_period, commerce.unknown_grouping, PT403
core.not_permitted.
Budget: 2000 ms.
$$;
