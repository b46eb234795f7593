-- commerce.top_movers: what sold most in a period, beside the period before.
--
-- Definer: no user has a grant on the materialized view.

create or replace function commerce.top_movers(p_since date, p_until date)
    returns table (
        sku text,
        title text,
        quantity bigint,
        quantity_before bigint,
        change bigint,
        change_percent numeric,
        as_of timestamptz
    )
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_as_of constant timestamptz := commerce._refreshed_at('commerce.daily_activity');
    v_days integer;
begin
    perform core.require_role('admin', 'analyst', 'buyer');
    v_days := commerce._read_period(p_since, p_until);

    return query
    with sold as (
        select
            d.variant_id,
            sum(d.sold_quantity) filter (where d.day >= p_since)::bigint as now,
            coalesce(
                sum(d.sold_quantity) filter (where d.day < p_since), 0
            )::bigint as before
        from commerce.daily_activity as d
        where d.day between p_since - v_days and p_until and d.currency <> 'XXX'
        group by d.variant_id
    )

    select
        v.sku,
        p.title,
        s.now,
        s.before,
        s.now - s.before,
        round(100.0 * (s.now - s.before) / nullif(s.before, 0), 1),
        v_as_of
    from sold as s
    inner join commerce.variants as v on s.variant_id = v.id
    inner join commerce.products as p on v.product_id = p.id
    where s.now > 0
    order by s.now desc, v.sku
    limit 100;
end;
$$;

grant execute on function commerce.top_movers(date, date)
to authenticated, service_role;

comment on function commerce.top_movers(date, date) is
$$The 100 SKUs that sold most from `since` to `until`, both included.

Rows {sku, title, quantity, quantity_before, change, change_percent, as_of}, the most sold
first. quantity_before is that of the period of the same length just before;
change_percent is null where it was 0. A period has at most 1,827 days.
as_of: the answer is true for this moment; null before the first refresh.
Needs app role admin, analyst or buyer. CSV with the header Accept: text/csv.
Units: quantities in the units of the variants, less what was returned; days in
commerce.time_zone; change_percent in percent of quantity_before.
Errors: PT422 commerce.invalid_period, PT403 core.not_permitted.
Budget: 2000 ms.
$$;
