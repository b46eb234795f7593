-- Rendered from functions/api/commerce.sql.j2; edit that file, not this one.
-- The RPCs of commerce that schema api exposes.

create or replace function api.get_stock(sku text)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.get_stock(p_sku => sku);
$$;
grant execute on function api.get_stock(text) to authenticated, service_role;
comment on function api.get_stock(text) is
$$The stock of a SKU: {sku, unit, available, locations: [{location, available}]}.

Staff (admin, buyer, warehouse) also gets on_hand, reserved and in_transit, and all
columns of each location; other users only the SKUs of published products.
Units: the unit of the variant.
Errors: PT404 commerce.unknown_sku, PT422 commerce.bundle_has_no_stock.
Budget: 200 ms.
$$;

create or replace function api.adjust_stock(sku text, location text, delta integer, reason text, reference text default null, idempotency_key text default null, effective_at timestamptz default null)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.adjust_stock(p_sku => sku, p_location => location, p_delta => delta, p_reason => reason, p_reference => reference, p_idempotency_key => idempotency_key, p_effective_at => effective_at);
$$;
grant execute on function api.adjust_stock(text, text, integer, text, text, text, timestamptz) to authenticated, service_role;
comment on function api.adjust_stock(text, text, integer, text, text, text, timestamptz) is
$$Change the stock on hand of a SKU at a location by `delta`; returns the level.

Needs app role warehouse or admin. A difference that was found later is posted now, with
effective_at for stock_as_of. Reserved pieces cannot be taken away.
Returns {sku, location, on_hand, reserved, available, damaged, in_transit, safety_stock,
backorder_limit}.
Units: the unit of the variant.
Errors: PT409 commerce.insufficient_stock, PT404 commerce.unknown_sku,
commerce.unknown_location, PT422 commerce.reason_needed, commerce.bundle_has_no_stock,
core.invalid_argument, core.idempotency_key_reused, PT409 core.idempotency_key_in_use,
PT403 core.not_permitted.
Emits: commerce.stock.changed on commerce:stock:<sku>, shortly after.
Budget: 200 ms.
$$;

create or replace function api.transfer_stock(sku text, from_location text, to_location text, quantity integer, reference text default null, idempotency_key text default null)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.transfer_stock(p_sku => sku, p_from_location => from_location, p_to_location => to_location, p_quantity => quantity, p_reference => reference, p_idempotency_key => idempotency_key);
$$;
grant execute on function api.transfer_stock(text, text, text, integer, text, text) to authenticated, service_role;
comment on function api.transfer_stock(text, text, text, integer, text, text) is
$$Send pieces to another location, where they are in transit until they are received.

Needs app role warehouse or admin. Reserved pieces cannot be sent. receive_transfer ends
the transfer.
Returns {transfer_id, sku, from_location, to_location, quantity, received, lost,
in_transit, reference, sent_at, ended_at}.
Units: quantity in the unit of the variant.
Errors: PT409 commerce.insufficient_stock, PT404 commerce.unknown_sku,
commerce.unknown_location, PT422 commerce.bundle_has_no_stock, core.invalid_argument,
core.idempotency_key_reused, PT409 core.idempotency_key_in_use, PT403
core.not_permitted.
Emits: commerce.stock.changed on commerce:stock:<sku>, shortly after.
Budget: 200 ms.
$$;

create or replace function api.receive_transfer(transfer_id bigint, quantity integer, is_last boolean default false, idempotency_key text default null)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.receive_transfer(p_transfer_id => transfer_id, p_quantity => quantity, p_is_last => is_last, p_idempotency_key => idempotency_key);
$$;
grant execute on function api.receive_transfer(bigint, integer, boolean, text) to authenticated, service_role;
comment on function api.receive_transfer(bigint, integer, boolean, text) is
$$Receive pieces of a transfer; with is_last, the rest counts as lost.

Needs app role warehouse or admin. The transfer ends when nothing is in transit.
Returns the transfer, as transfer_stock does.
Units: quantity in the unit of the variant.
Errors: PT404 commerce.unknown_transfer, PT422 commerce.too_much_received,
core.invalid_argument, core.idempotency_key_reused, PT409 core.idempotency_key_in_use,
PT403 core.not_permitted.
Emits: commerce.stock.changed on commerce:stock:<sku>, shortly after.
Example: {"transfer_id": 1, "quantity": 2}
Budget: 200 ms.
$$;

create or replace function api.set_stock_limits(sku text, location text, safety_stock integer default 0, backorder_limit integer default 0)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.set_stock_limits(p_sku => sku, p_location => location, p_safety_stock => safety_stock, p_backorder_limit => backorder_limit);
$$;
grant execute on function api.set_stock_limits(text, text, integer, integer) to authenticated, service_role;
comment on function api.set_stock_limits(text, text, integer, integer) is
$$Set how many pieces of a SKU a location keeps back, and how many it may oversell.

Needs app role buyer or admin. Returns the level, as adjust_stock does.
Units: the unit of the variant, from 0 to 1,000,000.
Errors: PT409 commerce.insufficient_stock if more is on backorder already, PT404
commerce.unknown_sku, commerce.unknown_location, PT422 commerce.bundle_has_no_stock,
core.invalid_argument, PT403 core.not_permitted.
Budget: 200 ms.
$$;

create or replace function api.split_stock(sku text, location text, buckets integer)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.split_stock(p_sku => sku, p_location => location, p_buckets => buckets);
$$;
grant execute on function api.split_stock(text, text, integer) to authenticated, service_role;
comment on function api.split_stock(text, text, integer) is
$$Share the stock of a SKU at a location among 1 to 64 buckets; returns the level.

Needs app role admin. More buckets serve more buyers at once, but one order of nearly all
pieces has to lock them all. Reserved pieces stay in the buckets that hold them.
Errors: PT404 commerce.unknown_sku, commerce.unknown_location, PT422
commerce.bundle_has_no_stock, core.invalid_argument, PT403 core.not_permitted.
Budget: 200 ms.
$$;

create or replace function api.list_stock_movements(sku text, location text default null, after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.list_stock_movements(p_sku => sku, p_location => location, p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_stock_movements(text, text, text, integer) to authenticated, service_role;
comment on function api.list_stock_movements(text, text, text, integer) is
$$The movements of a SKU, newest first: {items: [{id, type, quantity, from_state,
from_location, to_state, to_location, reason, reference, actor_id, effective_at,
created_at}], next}.

Needs app role admin, buyer or warehouse.
Units: quantity in the unit of the variant; page_size from 1 to 500.
Errors: PT404 commerce.unknown_sku, commerce.unknown_location, PT422
core.invalid_cursor, core.invalid_page_size, commerce.bundle_has_no_stock, PT403
core.not_permitted.
Budget: 200 ms.
$$;

create or replace function api.stock_as_of(sku text, at timestamptz)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.stock_as_of(p_sku => sku, p_at => at);
$$;
grant execute on function api.stock_as_of(text, timestamptz) to authenticated, service_role;
comment on function api.stock_as_of(text, timestamptz) is
$$The stock of a SKU at a time: {sku, at, locations: [{location, on_hand, reserved,
damaged, in_transit}]}.

Needs app role admin, buyer or warehouse. Movements count from their effective_at, also
those that were posted later.
Units: the unit of the variant.
Errors: PT404 commerce.unknown_sku, PT422 core.invalid_argument, PT403
core.not_permitted.
Budget: 200 ms.
$$;

create or replace function api.reserve_stock(lines jsonb, expires_in interval default '15 minutes', allow_partial boolean default false, idempotency_key text default null, strategy text default 'given_order')
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.reserve_stock(p_lines => lines, p_expires_in => expires_in, p_allow_partial => allow_partial, p_idempotency_key => idempotency_key, p_strategy => strategy);
$$;
grant execute on function api.reserve_stock(jsonb, interval, boolean, text, text) to authenticated, service_role;
comment on function api.reserve_stock(jsonb, interval, boolean, text, text) is
$$Hold stock until it is confirmed, released or expires; returns the reservation.

lines: up to 200 of {sku, quantity, location}; without a location, `strategy` chooses:
given_order (locations.position), most_stock, fewest_parcels. Lines of one SKU count as
their sum; a bundle holds its components. All or nothing; with allow_partial as much as
there is, if at least one piece.
Returns {reservation_id, status, expires_at, lines: [{sku, location, quantity}]}.
Units: expires_in from 1 second to 7 days; quantities in the unit of the variant.
Errors: PT409 commerce.insufficient_stock, PT404 commerce.unknown_sku,
commerce.unknown_location, PT422 commerce.invalid_lines, commerce.too_many_lines,
core.invalid_argument, core.idempotency_key_reused, PT409 core.idempotency_key_in_use,
PT403 core.not_permitted.
Emits: commerce.stock.changed on commerce:stock:<sku>, shortly after.
Example: {"lines": [{"sku": "SHIRT-S", "quantity": 2}]}
Budget: 200 ms.
$$;

create or replace function api.confirm_reservation(reservation_id bigint)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.confirm_reservation(p_reservation_id => reservation_id);
$$;
grant execute on function api.confirm_reservation(bigint) to authenticated, service_role;
comment on function api.confirm_reservation(bigint) is
$$Confirm an open reservation, so that it does not expire; returns it.

A call for a confirmed one returns it unchanged. Staff may confirm any reservation.
Errors: PT410 commerce.reservation_expired, PT409 commerce.reservation_ended, PT404
commerce.unknown_reservation.
Budget: 200 ms.
$$;

create or replace function api.release_reservation(reservation_id bigint)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.release_reservation(p_reservation_id => reservation_id);
$$;
grant execute on function api.release_reservation(bigint) to authenticated, service_role;
comment on function api.release_reservation(bigint) is
$$Give the stock of a reservation back; returns the reservation.

A call for a released or expired one returns it unchanged. Staff may release any.
Errors: PT409 commerce.reservation_ended, PT404 commerce.unknown_reservation.
Budget: 200 ms.
$$;

create or replace function api.open_stock_take(location text)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.open_stock_take(p_location => location);
$$;
grant execute on function api.open_stock_take(text) to authenticated, service_role;
comment on function api.open_stock_take(text) is
$$Open a stock take of a location; returns it, as get_stock_take does.

Needs app role warehouse or admin.
Errors: PT409 commerce.stock_take_open, PT404 commerce.unknown_location, PT403
core.not_permitted.
Budget: 200 ms.
$$;

create or replace function api.count_stock(stock_take_id bigint, counts jsonb)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.count_stock(p_stock_take_id => stock_take_id, p_counts => counts);
$$;
grant execute on function api.count_stock(bigint, jsonb) to authenticated, service_role;
comment on function api.count_stock(bigint, jsonb) is
$$Enter up to 500 counts {sku, counted} into an open stock take; returns it.

Needs app role warehouse or admin. counted includes reserved pieces that are still
there. The last count of a SKU holds.
Units: the unit of the variant, from 0 to 1,000,000.
Errors: PT404 commerce.unknown_stock_take, PT409 commerce.stock_take_closed, PT422
commerce.invalid_lines, commerce.too_many_lines, PT403 core.not_permitted.
Example: {"stock_take_id": 1, "counts": [{"sku": "MUG", "counted": 2}]}
Budget: 200 ms.
$$;

create or replace function api.submit_stock_take(stock_take_id bigint)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.submit_stock_take(p_stock_take_id => stock_take_id);
$$;
grant execute on function api.submit_stock_take(bigint) to authenticated, service_role;
comment on function api.submit_stock_take(bigint) is
$$Submit a stock take, so that another user can approve it; returns it.

Needs app role warehouse or admin.
Errors: PT404 commerce.unknown_stock_take, PT409 commerce.stock_take_closed, PT403
core.not_permitted.
Budget: 200 ms.
$$;

create or replace function api.decide_stock_take(stock_take_id bigint, is_approved boolean, reason text default null)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.decide_stock_take(p_stock_take_id => stock_take_id, p_is_approved => is_approved, p_reason => reason);
$$;
grant execute on function api.decide_stock_take(bigint, boolean, text) to authenticated, service_role;
comment on function api.decide_stock_take(bigint, boolean, text) is
$$Approve a submitted stock take, which posts its corrections, or reject it; returns it.

Needs app role warehouse or admin, of a user who neither counted nor submitted it. A
rejection needs a reason.
Errors: PT404 commerce.unknown_stock_take, PT409 commerce.stock_take_closed,
commerce.insufficient_stock, PT403 commerce.approval_by_counter, core.not_permitted,
PT422 commerce.reason_needed, core.invalid_argument.
Emits: commerce.stock.changed on commerce:stock:<sku>, shortly after.
Example: {"stock_take_id": 1, "is_approved": true}
Budget: 200 ms.
$$;

create or replace function api.get_stock_take(stock_take_id bigint)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.get_stock_take(p_stock_take_id => stock_take_id);
$$;
grant execute on function api.get_stock_take(bigint) to authenticated, service_role;
comment on function api.get_stock_take(bigint) is
$$A stock take: {stock_take_id, location, status, opened_at, submitted_by, decided_by,
reason, lines: [{sku, counted, expected, correction, counted_at}]}.

Needs app role warehouse or admin. correction is what approving adds to the stock.
Units: the unit of the variant.
Errors: PT404 commerce.unknown_stock_take, PT403 core.not_permitted.
Budget: 200 ms.
$$;

create or replace function api.push_pms_changes(changes jsonb)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.push_pms_changes(p_changes => changes);
$$;
grant execute on function api.push_pms_changes(jsonb) to authenticated, service_role;
comment on function api.push_pms_changes(jsonb) is
$$Merge up to 1,000 changes of the PMS; returns the outcome of each, in order.

Needs app role admin, or the service role. Each change: {entity, external_id, version,
at, seen, fields}. entity: product (fields sku, title, description, category,
price_minor, deleted), inventory (external_id <SKU>@<location>; field on_hand) or order
(field status). version: the PMS's, raised by each of its writes; seen: the version of
ours that the PMS knew, 0 if none. Changes may come late, repeated and in any order. A
time more than 5 minutes ahead of the server becomes the server's time.
Returns [{entity, external_id, outcome, version, conflicts}]. outcome applied: a value
stands here; kept: it was older or lost to a later write; conflict: both sides changed a
field, or it was refused, see list_sync_conflicts; duplicate: it was known.
Units: price_minor in minor units of the default price list; on_hand in the unit of the
variant.
Errors: PT422 commerce.invalid_changes, commerce.too_many_changes, PT403
core.not_permitted.
Emits: commerce.sync.changed on commerce:sync:pms where the PMS's value lost.
Example: {"changes": [{"entity": "inventory", "external_id": "MUG@MAIN", "version": 7,
"at": "2026-01-01T00:00:00Z", "fields": {"on_hand": 5}}]}
Budget: 200 ms.
$$;

create or replace function api.list_sync_conflicts(source text default 'pms', after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.list_sync_conflicts(p_source => source, p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_sync_conflicts(text, text, integer) to authenticated, service_role;
comment on function api.list_sync_conflicts(text, text, integer) is
$$Open conflicts: {items: [{conflict_id, entity, external_id, field, pms, ours, policy,
reason, fault, created_at}], next}.

Needs app role admin or buyer. pms and ours are {value, version, at, seen}, null where a
side has not written. reason concurrent: both sides changed the field, and its policy is
to ask; contradiction: the source sent two values under one version; refused: the value
cannot stand here, fault says why.
Units: page_size from 1 to 500.
Errors: PT404 commerce.unknown_source, PT422 core.invalid_cursor,
core.invalid_page_size, PT403 core.not_permitted.
Budget: 200 ms.
$$;

create or replace function api.resolve_conflict(conflict_id bigint, choice text)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.resolve_conflict(p_conflict_id => conflict_id, p_choice => choice);
$$;
grant execute on function api.resolve_conflict(bigint, text) to authenticated, service_role;
comment on function api.resolve_conflict(bigint, text) is
$$Resolve an open conflict by `choice` (pms or ours); returns {conflict_id, entity,
external_id, field, value, version}.

Needs app role admin or buyer. The chosen value stands here at once, and the source gets
it as a local change.
Errors: PT404 commerce.unknown_conflict, PT409 commerce.conflict_resolved,
commerce.choice_refused if the value cannot stand here, PT422 core.invalid_argument,
PT403 core.not_permitted.
Emits: commerce.sync.changed on commerce:sync:<source>.
Example: {"conflict_id": 1, "choice": "pms"}
Budget: 200 ms.
$$;

create or replace function api.sync_status(source text default 'pms')
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.sync_status(p_source => source);
$$;
grant execute on function api.sync_status(text) to authenticated, service_role;
comment on function api.sync_status(text) is
$${source, is_connected, last_success_at, lag_seconds, last_run: {run_id, kind,
is_dry_run, status, started_at, finished_at, counts, fault}, records: {entity: count},
open_conflicts, next_run_at}.

Needs app role admin, buyer or warehouse. What differed before the last successful run
began is equal on both sides or a listed conflict; lag_seconds is how long ago that was.
next_run_at is null if no schedule is enabled.
Errors: PT404 commerce.unknown_source, PT403 core.not_permitted.
Budget: 200 ms.
$$;
