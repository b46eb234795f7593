-- commerce.stock_ageing: how long the stock on hand has been where it is.
--
-- The age is counted to the day of as_of. Definer: no user has a grant on the sums.

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
begin
    perform core.require_role('admin', 'analyst', 'buyer');
    perform commerce._read_grouping(
        p_by, 'product', 'sku', 'category', 'brand', 'location'
    );

    return query
    with listed as materialized (
        select a.*
        from commerce._sum_ages(p_by) as a
        order by a.quantity - a.to_90 desc, a.quantity desc, a.group_id
        limit 1000
    )

    select
        l.key, l.name, a.quantity, a.to_30, a.to_60 - a.to_30, a.to_90 - a.to_60,
        a.quantity - a.to_90, core.now()
    from listed as a
    left join commerce._list_labels(p_by, array(select o.group_id from listed as o)) as l
        on a.group_id = l.group_id
    order by a.quantity - a.to_90 desc, a.quantity desc, l.key;
end;
$$;

grant execute on function commerce.stock_ageing(text) to authenticated, service_role;

comment on function commerce.stock_ageing(text) is
$$Stock on hand by age, `by` product, sku, category, brand or location.

First in, first out: what is on hand came with the latest receipts, transfers, returns
and corrections of its location. The keys are those of sales_summary; the most over 90
days first, at most 1,000 rows.
as_of: now, where ages end; the sums are complete to the last commit.
Needs app role admin, analyst or buyer. CSV with the header Accept: text/csv.
Returns: [{key: text | null, name: text | null, quantity: bigint, days_0_30: bigint,
days_31_60: bigint, days_61_90: bigint, days_over_90: bigint, as_of: timestamptz}]
Units: quantities in the units of the variants; days in commerce.time_zone.
Errors: PT422 commerce.unknown_grouping, PT403 core.not_permitted.
Example: {"by": "location"}
Budget: 300 ms.
$$;
