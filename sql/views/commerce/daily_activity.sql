-- commerce.daily_activity: what changed each day, in stock and in revenue.
--
-- A materialized view: core.refresh_view computes it anew, and readers go on meanwhile.
-- Row-level security does not apply to it, so only operators may read it; the functions
-- that read it check the role of their caller. Reserved pieces are on hand, so
-- reservations change nothing.

create materialized view commerce.daily_activity as
with zone as materialized (
    select coalesce(core.setting('commerce.time_zone') #>> '{}', 'UTC') as name
),

facts as (
    select
        e.effective_at as happened_at,
        e.variant_id,
        e.location_id,
        'XXX' as currency,
        e.change as on_hand_change,
        0 as sold_quantity,
        0 as sold_amount_minor
    from commerce.ledger_entries as e
    where e.state in ('on_hand', 'reserved')

    union all

    select
        s.sold_at as happened_at,
        s.variant_id,
        s.location_id,
        s.currency,
        0 as on_hand_change,
        s.quantity as sold_quantity,
        s.amount_minor as sold_amount_minor
    from commerce.sales as s
),

dated as (
    select
        f.*,
        (f.happened_at at time zone z.name)::date as day
    from facts as f
    cross join zone as z
)

select
    d.day,
    d.variant_id,
    d.location_id,
    d.currency,
    sum(d.on_hand_change) as on_hand_change,
    sum(d.sold_quantity) as sold_quantity,
    sum(d.sold_amount_minor)::bigint as sold_amount_minor
from dated as d
group by d.day, d.variant_id, d.location_id, d.currency
having
    sum(d.on_hand_change) <> 0
    or sum(d.sold_quantity) <> 0
    or sum(d.sold_amount_minor) <> 0;

-- Serves: summaries of a period, and the concurrent refresh.
create unique index daily_activity_day_variant_id_location_id_currency_idx
    on commerce.daily_activity (day, variant_id, location_id, currency);

grant select on commerce.daily_activity to service_role, app_reader;

comment on materialized view commerce.daily_activity is
    'Per day, variant, location and currency: net change of stock, and sales.';
comment on column commerce.daily_activity.day is
    'The day in the time zone of commerce.time_zone.';
comment on column commerce.daily_activity.currency is
    'ISO 4217; XXX for rows that hold the change of stock.';
comment on column commerce.daily_activity.on_hand_change is
    'Pieces that came minus those that went. Units: variants.unit.';
comment on column commerce.daily_activity.sold_quantity is
    'Pieces sold minus those returned. Units: variants.unit.';
comment on column commerce.daily_activity.sold_amount_minor is
    'What was paid minus what was for returned pieces. Units: minor units.';
