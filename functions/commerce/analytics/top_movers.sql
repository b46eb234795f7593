-- commerce.top_movers: what sold most in a period, beside the period before.
--
-- Definer: no user has a grant on the sums.

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
    v_days integer;
begin
    perform core.require_role('admin', 'analyst', 'buyer');
    v_days := commerce._read_period(p_since, p_until);

    return query
    with sold as (
        select s.variant_id, sum(s.quantity)::bigint as quantity
        from commerce._sum_variant_sales(p_since, p_until) as s
        group by s.variant_id
        having sum(s.quantity) > 0
    ),

    listed as materialized (
        select s.*
        from sold as s
        order by s.quantity desc, s.variant_id
        limit 100
    ),

    before as (
        select b.variant_id, sum(b.quantity)::bigint as quantity
        from commerce._sum_variant_sales(
            p_since - v_days, p_since - 1, array(select l.variant_id from listed as l)
        ) as b
        group by b.variant_id
    ),

    compared as (
        select l.variant_id, l.quantity, coalesce(b.quantity, 0) as quantity_before
        from listed as l
        left join before as b on l.variant_id = b.variant_id
    )

    select
        v.sku,
        p.title,
        c.quantity,
        c.quantity_before,
        c.quantity - c.quantity_before,
        round(
            100.0 * (c.quantity - c.quantity_before) / nullif(c.quantity_before, 0), 1
        ),
        core.now()
    from compared as c
    inner join commerce.variants as v on c.variant_id = v.id
    inner join commerce.products as p on v.product_id = p.id
    order by c.quantity desc, v.sku;
end;
$$;

grant execute on function commerce.top_movers(date, date)
to authenticated, service_role;

comment on function commerce.top_movers(date, date) is
$$The 100 SKUs that sold most from `since` to `until`, both included.

The most sold come first. quantity_before is that of the period of the same length just
before; change_percent is null where it was 0. A period has at most 1,827 days.
as_of: now; the sums are complete to the last commit.
Needs app role admin, analyst or buyer. CSV with the header Accept: text/csv.
Returns: [{sku: text, title: text, quantity: bigint, quantity_before: bigint, change:
bigint, change_percent: numeric | null, as_of: timestamptz}]
Units: quantities in the units of the variants, less what was returned; days in
commerce.time_zone; change_percent in percent of quantity_before.
Errors: PT422 commerce.invalid_period, PT403 core.not_permitted.
Example: {"since": "2026-01-01", "until": "2026-01-31"}
Budget: 200 ms.
$$;
