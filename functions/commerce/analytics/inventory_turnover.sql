-- commerce.inventory_turnover: how often the stock of a period was sold.
--
-- By SKU or product, stock is summed for those only that sold most. Definer: no user
-- has a grant on the sums.

create or replace function commerce.inventory_turnover(
    p_since date, p_until date, p_by text
)
    returns table (
        key text,
        name text,
        sold_quantity bigint,
        opening_quantity bigint,
        closing_quantity bigint,
        turnover numeric,
        as_of timestamptz
    )
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_variant_ids bigint[];
begin
    perform core.require_role('admin', 'analyst', 'buyer');
    perform commerce._read_grouping(
        p_by, 'product', 'sku', 'category', 'brand', 'location'
    );
    perform commerce._read_period(p_since, p_until);

    if p_by in ('sku', 'product') then
        v_variant_ids := commerce._list_best_sellers(p_since, p_until, p_by);
    end if;
    return query
    with listed as materialized (
        select g.*
        from commerce._sum_turnover(p_since, p_until, p_by, v_variant_ids) as g
        where g.sold <> 0 or g.opening <> 0 or g.closing <> 0
        order by g.sold desc, g.group_id
        limit 1000
    )

    select
        l.key, l.name, g.sold, g.opening, g.closing,
        round(g.sold / nullif((g.opening + g.closing) / 2.0, 0), 4),
        core.now()
    from listed as g
    left join commerce._list_labels(p_by, array(select o.group_id from listed as o)) as l
        on g.group_id = l.group_id
    order by g.sold desc, l.key;
end;
$$;

grant execute on function commerce.inventory_turnover(date, date, text)
to authenticated, service_role;

comment on function commerce.inventory_turnover(date, date, text) is
$$Turnover from `since` to `until`, both included: what was sold per mean stock.

by: product, sku, category, brand or location, with the keys of sales_summary; the most
sold first, at most 1,000 rows. turnover: sold_quantity / ((opening + closing) / 2), to
four digits; null without stock at both ends. Groups without stock and sales are left
out. opening is the stock before the first day, closing after the last one. A period has
at most 1,827 days.
as_of: now; the sums are complete to the last commit.
Needs app role admin, analyst or buyer. CSV with the header Accept: text/csv.
Returns: [{key: text | null, name: text | null, sold_quantity: bigint, opening_quantity:
bigint, closing_quantity: bigint, turnover: numeric | null, as_of: timestamptz}]
Units: quantities in the units of the variants; days in commerce.time_zone.
Errors: PT422 commerce.invalid_period, commerce.unknown_grouping, PT403
core.not_permitted.
Example: {"since": "2026-01-01", "until": "2026-01-31", "by": "category"}
Budget: 400 ms.
$$;
