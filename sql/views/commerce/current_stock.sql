-- commerce.current_stock: stock per variant and location, its buckets summed.
--
-- What expired reservations hold counts as free already: the next reservation releases
-- it first. Nothing is available at an inactive location: reservations do not use it. A
-- join does not reach into the sums: for some variants, read it in a lateral subquery
-- with `offset 0`, or it sums the levels of all.

create or replace view commerce.current_stock
with (security_invoker = true)
as
select
    l.variant_id,
    l.location_id,
    sum(l.on_hand) as on_hand,
    sum(l.reserved) - coalesce(x.quantity, 0) as reserved,
    case
        when o.is_active then greatest(
            sum(l.on_hand) - sum(l.reserved) + coalesce(x.quantity, 0)
            - sum(l.safety_stock),
            0
        )
        else 0
    end as available,
    sum(l.damaged) as damaged,
    sum(l.in_transit) as in_transit,
    sum(l.safety_stock) as safety_stock,
    sum(l.backorder_limit) as backorder_limit
from commerce.stock_levels as l
inner join commerce.locations as o on l.location_id = o.id
left join lateral (
    select sum(n.quantity)::bigint as quantity
    from commerce.reservations as r
    inner join commerce.reservation_lines as n on r.id = n.reservation_id
    where
        r.status = 'open'
        and r.expires_at <= core.now()
        and n.variant_id = l.variant_id
        and n.location_id = l.location_id
) as x on true
group by l.variant_id, l.location_id, o.is_active, x.quantity;

grant select on commerce.current_stock to authenticated, service_role, app_reader;

comment on view commerce.current_stock is
    'Stock per variant and location; expired reservations do not count as reserved.';
