-- commerce.ledger_entries: both sides of each movement of stock.

create or replace view commerce.ledger_entries
with (security_invoker = true)
as
select
    m.id,
    m.variant_id,
    m.effective_at,
    s.location_id,
    s.state,
    s.change
from commerce.stock_movements as m
cross join lateral (
    values
    (m.from_location_id, m.from_state, -m.quantity),
    (m.to_location_id, m.to_state, m.quantity)
) as s (location_id, state, change);

grant select on commerce.ledger_entries to authenticated, service_role, app_reader;

comment on view commerce.ledger_entries is
    'Two rows per movement: what leaves a state, and what arrives in one.';
