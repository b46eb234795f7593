-- commerce.inventory_turnover: how often the stock of a period was sold.
--
-- The stock at an end of the period is the sum of all changes until then. Definer: no
-- user has a grant on the materialized view.

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
    v_as_of constant timestamptz := commerce._refreshed_at('commerce.daily_activity');
begin
    perform core.require_role('admin', 'analyst', 'buyer');
    perform commerce._read_grouping(
        p_by, 'product', 'sku', 'category', 'brand', 'location'
    );
    perform commerce._read_period(p_since, p_until);

    return query
    with things as (
        select
            case when p_by = 'location' then d.location_id else d.variant_id end
                as thing_id,
            sum(d.sold_quantity) filter (where d.day >= p_since) as sold,
            sum(d.on_hand_change) filter (where d.day < p_since) as opening,
            sum(d.on_hand_change) as closing
        from commerce.daily_activity as d
        where d.day <= p_until
        group by 1
    ),

    groups as (
        select
            l.key,
            l.name,
            coalesce(sum(t.sold), 0)::bigint as sold,
            coalesce(sum(t.opening), 0)::bigint as opening,
            sum(t.closing)::bigint as closing
        from things as t
        inner join commerce._list_labels(p_by) as l on t.thing_id = l.id
        group by l.key, l.name
    )

    select
        g.key, g.name, g.sold, g.opening, g.closing,
        round(g.sold / nullif((g.opening + g.closing) / 2.0, 0), 4),
        v_as_of
    from groups as g
    order by g.sold desc, g.key
    limit 1000;
end;
$$;

grant execute on function commerce.inventory_turnover(date, date, text)
to authenticated, service_role;

comment on function commerce.inventory_turnover(date, date, text) is
$$Turnover from `since` to `until`, both included: what was sold per mean stock.

by: product, sku, category, brand or location, with the keys of sales_summary. Rows
{key, name, sold_quantity, opening_quantity, closing_quantity, turnover, as_of}, the most
sold first; at most 1,000. turnover: sold_quantity / ((opening + closing) / 2), to four
digits; null without stock at both ends. opening is the stock before the first day,
closing after the last one. A period has at most 1,827 days.
as_of: the answer is true for this moment; null before the first refresh.
Needs app role admin, analyst or buyer. CSV with the header Accept: text/csv.
Units: quantities in the units of the variants; days in commerce.time_zone.
Errors: PT422 commerce.invalid_period, commerce.unknown_grouping, PT403
core.not_permitted.
Budget: 3000 ms.
$$;
