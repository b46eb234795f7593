-- commerce.stock_ages: since when the stock on hand has been at its location.
--
-- The oldest pieces leave first, so what is on hand came with the latest receipts. A
-- receipt is whatever came from outside of the location: a delivery, a transfer, a
-- return, a correction; also a repaired piece. A materialized view for
-- operators and functions, as commerce.daily_activity is.

create materialized view commerce.stock_ages as
with held as (
    select
        e.variant_id,
        e.location_id,
        sum(e.change) as on_hand
    from commerce.ledger_entries as e
    where e.state in ('on_hand', 'reserved')
    group by e.variant_id, e.location_id
    having sum(e.change) > 0
),

zone as materialized (
    select coalesce(core.setting('commerce.time_zone') #>> '{}', 'UTC') as name
),

dated as (
    select
        m.variant_id,
        m.to_location_id as location_id,
        m.quantity,
        (m.effective_at at time zone z.name)::date as received_on
    from commerce.stock_movements as m
    cross join zone as z
    where m.to_state = 'on_hand' and m.from_state <> 'reserved'
),

received as (
    select
        d.variant_id,
        d.location_id,
        d.received_on,
        sum(d.quantity) as quantity
    from dated as d
    group by d.variant_id, d.location_id, d.received_on
),

ranked as (
    select
        r.variant_id,
        r.location_id,
        r.received_on,
        r.quantity,
        h.on_hand - sum(r.quantity) over (
            partition by r.variant_id, r.location_id
            order by r.received_on desc
        ) + r.quantity as uncovered
    from received as r
    inner join held as h
        on r.variant_id = h.variant_id and r.location_id = h.location_id
)

select
    k.variant_id,
    k.location_id,
    k.received_on,
    least(k.quantity, k.uncovered)::bigint as quantity
from ranked as k
where k.uncovered > 0;

-- Serves: the concurrent refresh.
create unique index stock_ages_variant_id_location_id_received_on_idx
    on commerce.stock_ages (variant_id, location_id, received_on);

grant select on commerce.stock_ages to service_role, app_reader;

comment on materialized view commerce.stock_ages is
    'Stock on hand by the day on which it came to its location; first in, first out.';
comment on column commerce.stock_ages.quantity is 'Units: variants.unit.';
