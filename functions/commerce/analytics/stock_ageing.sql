-- commerce.stock_ageing: how long the stock on hand has been where it is.
--
-- The age is counted to the day of as_of. Definer: no user has a grant on the
-- materialized view.

create or replace function commerce.stock_ageing(p_by text)
    returns table (
        key text,
        name text,
        quantity bigint,
        days_0_30 bigint,
        days_31_60 bigint,
        days_61_90 bigint,
        days_over_90 bigint,
        as_of timestamptz
    )
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_as_of constant timestamptz := commerce._refreshed_at('commerce.stock_ages');
    v_today constant date := (
        coalesce(v_as_of, core.now())
        at time zone (core.setting('commerce.time_zone') #>> '{}')
    )::date;
begin
    perform core.require_role('admin', 'analyst', 'buyer');
    perform commerce._read_grouping(
        p_by, 'product', 'sku', 'category', 'brand', 'location'
    );

    return query
    with things as (
        select
            case when p_by = 'location' then a.location_id else a.variant_id end
                as thing_id,
            sum(a.quantity) as quantity,
            sum(a.quantity) filter (where v_today - a.received_on <= 30) as to_30,
            sum(a.quantity) filter (where v_today - a.received_on <= 60) as to_60,
            sum(a.quantity) filter (where v_today - a.received_on <= 90) as to_90
        from commerce.stock_ages as a
        group by 1
    ),

    groups as (
        select
            l.key,
            l.name,
            sum(t.quantity)::bigint as quantity,
            coalesce(sum(t.to_30), 0)::bigint as to_30,
            coalesce(sum(t.to_60), 0)::bigint as to_60,
            coalesce(sum(t.to_90), 0)::bigint as to_90
        from things as t
        inner join commerce._list_labels(p_by) as l on t.thing_id = l.id
        group by l.key, l.name
    )

    select
        g.key, g.name, g.quantity, g.to_30, g.to_60 - g.to_30, g.to_90 - g.to_60,
        g.quantity - g.to_90, v_as_of
    from groups as g
    order by g.quantity - g.to_90 desc, g.quantity desc, g.key
    limit 1000;
end;
$$;

grant execute on function commerce.stock_ageing(text) to authenticated, service_role;

comment on function commerce.stock_ageing(text) is
$$Stock on hand by age, `by` product, sku, category, brand or location.

First in, first out: what is on hand came with the latest receipts, transfers, returns and
corrections of its location. Rows {key, name, quantity, days_0_30, days_31_60, days_61_90,
days_over_90, as_of}, the most over 90 days first; at most 1,000.
as_of: the answer is true for this moment, and ages end there; null before the first
refresh.
Needs app role admin, analyst or buyer. CSV with the header Accept: text/csv.
Units: quantities in the units of the variants; days in commerce.time_zone.
Errors: PT422 commerce.unknown_grouping, PT403 core.not_permitted.
Budget: 1000 ms.
$$;
