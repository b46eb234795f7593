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
$$The stock of a SKU, in all and by location.

Staff (admin, buyer, warehouse) also gets on_hand, reserved and in_transit, and all
columns of each location; other users only the SKUs of published products.
Returns: {sku: text, unit: get_product.variants.unit, available: bigint, on_hand?:
bigint, reserved?: bigint, in_transit?: bigint, locations: [{location: text, available:
bigint, on_hand?: bigint, reserved?: bigint, damaged?: bigint, in_transit?: bigint,
safety_stock?: bigint, backorder_limit?: bigint}]}
Units: the unit of the variant.
Errors: PT404 commerce.unknown_sku, PT422 commerce.bundle_has_no_stock.
Example: {"sku": "SHIRT-S"}
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
$$Change the stock on hand of a SKU at a location by `delta`.

Needs app role warehouse or admin. A difference that was found later is posted now, with
effective_at for stock_as_of. Reserved pieces cannot be taken away.
Returns: {sku: text, location: text, on_hand: bigint, reserved: bigint, available:
bigint, damaged: bigint, in_transit: bigint, safety_stock: bigint, backorder_limit:
bigint}
Units: the unit of the variant.
Errors: PT409 commerce.insufficient_stock, PT404 commerce.unknown_sku,
commerce.unknown_location, PT422 commerce.reason_needed, commerce.bundle_has_no_stock,
core.invalid_argument, core.idempotency_key_reused, PT409 core.idempotency_key_in_use,
PT403 core.not_permitted.
Emits: commerce.stock.changed on commerce:stock:<sku>, shortly after.
Example: {"sku": "MUG", "location": "SHOP", "delta": -1, "reason": "Found broken."}
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
the transfer: until then ended_at is null.
Returns: {transfer_id: bigint, sku: text, from_location: text, to_location: text,
quantity: integer, received: integer, lost: integer, in_transit: integer, reference:
text | null, sent_at: timestamptz, ended_at: timestamptz | null}
Units: quantity in the unit of the variant.
Errors: PT409 commerce.insufficient_stock, PT404 commerce.unknown_sku,
commerce.unknown_location, PT422 commerce.bundle_has_no_stock, core.invalid_argument,
core.idempotency_key_reused, PT409 core.idempotency_key_in_use, PT403
core.not_permitted.
Emits: commerce.stock.changed on commerce:stock:<sku>, shortly after.
Example: {"sku": "MUG", "from_location": "SHOP", "to_location": "MAIN", "quantity": 2,
"reference": "van 7"}
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
Returns: transfer_stock
Units: quantity in the unit of the variant.
Errors: PT404 commerce.unknown_transfer, PT422 commerce.too_much_received,
core.invalid_argument, core.idempotency_key_reused, PT409 core.idempotency_key_in_use,
PT403 core.not_permitted.
Emits: commerce.stock.changed on commerce:stock:<sku>, shortly after.
Example: {"transfer_id": 1, "quantity": 2}
Budget: 200 ms.
$$;

create or replace function api.list_transfers(location text default null, after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.list_transfers(p_location => location, p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_transfers(text, text, integer) to authenticated, service_role;
comment on function api.list_transfers(text, text, integer) is
$$Transfers, newest first; the warehouse lists those from and to its locations.

For app roles admin, buyer and warehouse. location: its code.
Returns: {items: [transfer_stock], next: text | null}
Units: quantities in the unit of the variant; page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT404 commerce.unknown_location, PT422
core.invalid_cursor, core.invalid_page_size.
Example: {"location": "MAIN", "page_size": 20}
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

Needs app role buyer or admin.
Returns: adjust_stock
Units: the unit of the variant, from 0 to 1,000,000.
Errors: PT409 commerce.insufficient_stock if more is on backorder already, PT404
commerce.unknown_sku, commerce.unknown_location, PT422 commerce.bundle_has_no_stock,
core.invalid_argument, PT403 core.not_permitted.
Example: {"sku": "MUG", "location": "SHOP", "safety_stock": 1, "backorder_limit": 5}
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
$$Share the stock of a SKU at a location among 1 to 64 buckets.

Needs app role admin. More buckets serve more buyers at once, but one order of nearly
all pieces has to lock them all. Reserved pieces stay in the buckets that hold them. The
answer is the level with its buckets summed.
Returns: adjust_stock
Errors: PT404 commerce.unknown_sku, commerce.unknown_location, PT422
commerce.bundle_has_no_stock, core.invalid_argument, PT403 core.not_permitted.
Example: {"sku": "SHIRT-L", "location": "MAIN", "buckets": 4}
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
$$The movements of a SKU, newest first.

Needs app role admin, buyer or warehouse. type: receive, return_to_supplier, adjust,
reserve, release, ship, sell, return, damage, repair, scrap, send, arrive or lose. A
location is null where the pieces are at none: with a supplier, sold, or corrected away.
Returns: {items: [{id: bigint, type: text, quantity: integer, from_state: "supplier" |
"on_hand" | "reserved" | "damaged" | "in_transit" | "sold" | "adjustment",
from_location: text | null, to_state: "supplier" | "on_hand" | "reserved" | "damaged" |
"in_transit" | "sold" | "adjustment", to_location: text | null, reason: text | null,
reference: text | null, actor_id: uuid | null, effective_at: timestamptz, created_at:
timestamptz}], next: text | null}
Units: quantity in the unit of the variant; page_size from 1 to 500.
Errors: PT404 commerce.unknown_sku, commerce.unknown_location, PT422
core.invalid_cursor, core.invalid_page_size, commerce.bundle_has_no_stock, PT403
core.not_permitted.
Example: {"sku": "SHIRT-L", "location": "MAIN", "page_size": 2}
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
$$The stock of a SKU at a time, by location.

Needs app role admin, buyer or warehouse. Movements count from their effective_at, also
those that were posted later. Locations without a movement until then are left out.
Returns: {sku: text, at: timestamptz, locations: [{location: text, on_hand: bigint,
reserved: bigint, damaged: bigint, in_transit: bigint}]}
Units: the unit of the variant.
Errors: PT404 commerce.unknown_sku, PT422 commerce.bundle_has_no_stock,
core.invalid_argument, PT403 core.not_permitted.
Example: {"sku": "SHIRT-S", "at": "2026-01-01T00:00:00Z"}
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
$$Hold stock until it is confirmed, released or expires.

lines: up to 200; without a location, `strategy` chooses: given_order
(locations.position), most_stock, fewest_parcels. Lines of one SKU count as their sum; a
bundle holds its components. All or nothing; with allow_partial as much as there is, if
at least one piece.
What a customer holds is bounded: settings commerce.hold_limits and
commerce.max_hold_seconds; the calls by commerce.hold_rate.
Takes: {lines: [{sku: text, quantity: integer, location?: text | null}]}
Returns: {reservation_id: bigint, status: "open" | "confirmed" | "released" | "expired"
| "shipped", expires_at: timestamptz, lines: [{sku: text, location: text, quantity:
bigint}]}
Units: expires_in from 1 second to commerce.max_hold_seconds, of staff to 7 days;
quantities in the unit of the variant.
Errors: PT409 commerce.insufficient_stock, commerce.too_many_held, PT404
commerce.unknown_sku, commerce.unknown_location, PT422 commerce.invalid_lines,
commerce.too_many_lines, core.invalid_argument, core.idempotency_key_reused, PT409
core.idempotency_key_in_use, PT403 core.not_permitted, PT429 core.rate_limited.
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
$$Keep what an open reservation holds.

Staff (app roles admin, buyer, warehouse) confirms it: it does not expire. A customer's
stays open until commerce.max_hold_seconds after it was made. A call for one that was
confirmed or prolonged returns it unchanged. App roles admin and warehouse confirm any.
Returns: reserve_stock
Errors: PT410 commerce.reservation_expired, PT409 commerce.reservation_ended,
commerce.reservation_of_order, PT404 commerce.unknown_reservation.
Example: {"reservation_id": 4}
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
$$Give the stock of a reservation back.

A call for a released or expired one returns it unchanged. Staff may release any.
Returns: reserve_stock
Errors: PT409 commerce.reservation_ended, commerce.reservation_of_order, PT404
commerce.unknown_reservation.
Example: {"reservation_id": 4}
Budget: 200 ms.
$$;

create or replace function api.list_reservations(after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.list_reservations(p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_reservations(text, integer) to authenticated, service_role;
comment on function api.list_reservations(text, integer) is
$$Reservations, newest first; customers list their own, admin and warehouse all.

status: one whose time is over counts as expired. user_id: null for one that a server
made. order_id: the order whose pieces it holds, null for none.
Returns: {items: [{reservation_id: bigint, status: reserve_stock.status, expires_at:
timestamptz, lines: [reserve_stock.lines], user_id: uuid | null, order_id: bigint |
null, created_at: timestamptz}], next: text | null}
Units: page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT422 core.invalid_cursor, core.invalid_page_size.
Example: {"page_size": 20}
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
$$Open a stock take of a location.

Needs app role warehouse or admin.
Returns: get_stock_take
Errors: PT409 commerce.stock_take_open, PT404 commerce.unknown_location, PT403
core.not_permitted.
Example: {"location": "DEPOT"}
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
$$Enter up to 500 counts into an open stock take.

Needs app role warehouse or admin. counted includes reserved pieces that are still
there. The last count of a SKU holds.
Takes: {counts: [{sku: text, counted: integer}]}
Returns: get_stock_take
Units: the unit of the variant, from 0 to 1,000,000.
Errors: PT404 commerce.unknown_stock_take, PT409 commerce.stock_take_closed, PT422
commerce.invalid_lines, commerce.too_many_lines, PT403 core.not_permitted.
Example: {"stock_take_id": 1, "counts": [{"sku": "SHIRT-L", "counted": 12}]}
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
$$Submit a stock take, so that another user can approve it.

Needs app role warehouse or admin.
Returns: get_stock_take
Errors: PT404 commerce.unknown_stock_take, PT409 commerce.stock_take_closed, PT403
core.not_permitted.
Example: {"stock_take_id": 1}
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
$$Approve a submitted stock take, which posts its corrections, or reject it.

Needs app role warehouse or admin, of a user who neither counted nor submitted it. A
rejection needs a reason.
Returns: get_stock_take
Errors: PT404 commerce.unknown_stock_take, commerce.unknown_sku, PT409
commerce.stock_take_closed, commerce.insufficient_stock, PT403
commerce.approval_by_counter, core.not_permitted, PT422 commerce.reason_needed,
core.invalid_argument.
Emits: commerce.stock.changed on commerce:stock:<sku>, shortly after.
Example: {"stock_take_id": 2, "is_approved": true}
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
$$A stock take with its lines.

Needs app role warehouse or admin. correction is what approving adds to the stock.
reason: why it was rejected, or a remark on its approval.
Returns: {stock_take_id: bigint, location: text, status: "counting" | "submitted" |
"approved" | "rejected", opened_at: timestamptz, submitted_by: uuid | null, decided_by:
uuid | null, reason: text | null, lines: [{sku: text, counted: integer, expected:
integer, correction: integer, counted_at: timestamptz}]}
Units: the unit of the variant.
Errors: PT404 commerce.unknown_stock_take, PT403 core.not_permitted.
Example: {"stock_take_id": 1}
Budget: 200 ms.
$$;

create or replace function api.list_stock_takes(location text default null, after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.list_stock_takes(p_location => location, p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_stock_takes(text, text, integer) to authenticated, service_role;
comment on function api.list_stock_takes(text, text, integer) is
$$Stock takes, newest first; the warehouse lists those of its locations.

For app roles admin and warehouse. location: its code. get_stock_take has the lines.
Returns: {items: [{stock_take_id: bigint, location: text, status: get_stock_take.status,
opened_by: uuid | null, opened_at: timestamptz, submitted_by: uuid | null, submitted_at:
timestamptz | null, decided_by: uuid | null, decided_at: timestamptz | null, reason:
text | null}], next: text | null}
Units: page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT404 commerce.unknown_location, PT422
core.invalid_cursor, core.invalid_page_size.
Example: {"location": "MAIN", "page_size": 20}
Budget: 200 ms.
$$;

create or replace function api.place_order(lines jsonb, ship_to jsonb, idempotency_key text default null)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.place_order(p_lines => lines, p_ship_to => ship_to, p_idempotency_key => idempotency_key);
$$;
grant execute on function api.place_order(jsonb, jsonb, text) to authenticated;
comment on function api.place_order(jsonb, jsonb, text) is
$$Place an order: freeze its prices, discounts and taxes, and reserve its stock.

lines: up to 200; without location, any may send it. A bundle is one line; its
components are reserved. Prices are those of the default price list now, the sale price
where there is one. The tax rate is that of the product's class in the country of
ship_to (list_tax_rates). Tax is rounded half up: per line, or for all lines together,
as setting commerce.tax_rounding says.
Without a payment until payment_due_at the order is cancelled.
Takes: {lines: [{sku: text, quantity: integer, location?: text | null}], ship_to: {name:
text, street: text, city: text, country: text, postal_code?: text | null, region?: text
| null, phone?: text | null}}
Returns: {order_id: bigint, version: bigint, status: "placed", currency: text,
total_minor: bigint, tax_minor: bigint, payment_due_at: timestamptz}
Units: amounts in minor units of currency; quantity from 1 to 100000.
Errors: PT403 core.not_permitted, PT422 commerce.invalid_lines, PT422
commerce.too_many_lines, PT422 core.invalid_argument, PT404 commerce.unknown_sku, PT404
commerce.unknown_location, PT422 commerce.price_missing, commerce.tax_missing,
PT409 commerce.insufficient_stock, commerce.too_many_held, PT422
core.idempotency_key_reused, PT409 core.idempotency_key_in_use, PT429 core.rate_limited.
Emits: commerce.order.placed.
Example: {"lines": [{"sku": "SHIRT-S", "quantity": 2}], "ship_to": {"name": "Ada",
"street": "1 Main Street", "city": "Manila", "country": "PH"}}
Budget: 200 ms.
$$;

create or replace function api.pay_order(order_id bigint, payment jsonb, expected_version bigint default null, idempotency_key text default null)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.pay_order(p_order_id => order_id, p_payment => payment, p_expected_version => expected_version, p_idempotency_key => idempotency_key);
$$;
grant execute on function api.pay_order(bigint, jsonb, bigint, text) to authenticated, service_role;
comment on function api.pay_order(bigint, jsonb, bigint, text) is
$$Record the payment of an order; for app role admin and for servers.

The amount is the order's total; the currency, if sent, is the order's. The parcels can
then be packed.
Takes: {payment: {amount_minor: bigint, currency?: text | null, method?: text | null,
reference?: text | null}}
Returns: {order_id: bigint, version: bigint, status: "paid"}
Errors: PT404 commerce.unknown_order, PT403 core.not_permitted, PT409
commerce.version_conflict, PT409 commerce.transition_refused, PT410
commerce.reservation_expired, PT422 commerce.payment_mismatch, PT422
core.invalid_argument, PT422 core.idempotency_key_reused, PT409
core.idempotency_key_in_use.
Emits: commerce.order.paid.
Example: {"order_id": 2, "payment": {"amount_minor": 10001, "method": "card"}}
Budget: 200 ms.
$$;

create or replace function api.pack_order(order_id bigint, parcels jsonb default null, expected_version bigint default null)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.pack_order(p_order_id => order_id, p_parcels => parcels, p_expected_version => expected_version);
$$;
grant execute on function api.pack_order(bigint, jsonb, bigint) to authenticated, service_role;
comment on function api.pack_order(bigint, jsonb, bigint) is
$$Pack open parcels of an order; for app role admin, and warehouse at its locations.

parcels: up to 200: with sku and quantity only these pieces are packed, and the rest
becomes a new parcel; null packs all that the caller may. The pieces of a bundle are its
components. The answer has the quantity of each variant by its id; rest is there if a
part of the parcel was packed.
Takes: {parcels: [{parcel: integer, sku?: text | null, quantity?: integer | null}] |
null}
Returns: {order_id: bigint, version: bigint, status: get_order.status, parcels:
[{parcel: integer, pieces: {[text]: integer}, rest?: {parcel: integer, pieces: {[text]:
integer}}}]}
Errors: PT404 commerce.unknown_order, PT404 commerce.unknown_parcel, PT404
commerce.unknown_sku, PT403 core.not_permitted, PT409 commerce.version_conflict, PT409
commerce.transition_refused, PT422 commerce.invalid_lines, PT422
commerce.too_many_lines, PT422 core.invalid_argument.
Emits: commerce.order.packed.
Example: {"order_id": 1, "parcels": [{"parcel": 3, "sku": "SHIRT-S", "quantity": 1}]}
Budget: 200 ms.
$$;

create or replace function api.ship_order(order_id bigint, parcels bigint[] default null, tracking text default null, expected_version bigint default null)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.ship_order(p_order_id => order_id, p_parcels => parcels, p_tracking => tracking, p_expected_version => expected_version);
$$;
grant execute on function api.ship_order(bigint, bigint[], text, bigint) to authenticated, service_role;
comment on function api.ship_order(bigint, bigint[], text, bigint) is
$$Ship packed parcels of an order; for app role admin, and warehouse at its locations.

parcels: their numbers; null: all packed ones that the caller may ship. The pieces go
from reserved to sold.
Returns: {order_id: bigint, version: bigint, status: get_order.status, parcels:
[integer]}
Units: tracking has at most 200 characters.
Errors: PT404 commerce.unknown_order, PT404 commerce.unknown_parcel, PT403
core.not_permitted, PT409 commerce.version_conflict, PT409 commerce.transition_refused,
PT409 commerce.insufficient_stock (backordered pieces that have not come), PT422
core.invalid_argument.
Emits: commerce.order.shipped.
Example: {"order_id": 1, "parcels": [1], "tracking": "JT0001"}
Budget: 200 ms.
$$;

create or replace function api.deliver_order(order_id bigint, parcels bigint[] default null, expected_version bigint default null)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.deliver_order(p_order_id => order_id, p_parcels => parcels, p_expected_version => expected_version);
$$;
grant execute on function api.deliver_order(bigint, bigint[], bigint) to authenticated, service_role;
comment on function api.deliver_order(bigint, bigint[], bigint) is
$$Record that parcels have arrived; for app role admin, and warehouse at its locations.

parcels: their numbers; null: all shipped ones of the caller's locations.
Returns: ship_order
Errors: PT404 commerce.unknown_order, PT404 commerce.unknown_parcel, PT403
core.not_permitted, PT409 commerce.version_conflict, PT409 commerce.transition_refused,
PT422 core.invalid_argument.
Emits: commerce.order.delivered.
Example: {"order_id": 1, "parcels": [2]}
Budget: 200 ms.
$$;

create or replace function api.cancel_order(order_id bigint, reason text default null, expected_version bigint default null)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.cancel_order(p_order_id => order_id, p_reason => reason, p_expected_version => expected_version);
$$;
grant execute on function api.cancel_order(bigint, text, bigint) to authenticated, service_role;
comment on function api.cancel_order(bigint, text, bigint) is
$$Cancel an order and release its stock; for its customer and app role admin.

A customer cannot cancel what is packed. A payment goes back by refund_order.
Returns: {order_id: bigint, version: bigint, status: "cancelled"}
Units: reason has at most 500 characters.
Errors: PT404 commerce.unknown_order, PT403 core.not_permitted, PT409
commerce.version_conflict, PT409 commerce.transition_refused, PT422
core.invalid_argument.
Emits: commerce.order.cancelled.
Example: {"order_id": 2, "reason": "Ordered twice."}
Budget: 200 ms.
$$;

create or replace function api.return_order(order_id bigint, lines jsonb, reason text default null, expected_version bigint default null, idempotency_key text default null)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.return_order(p_order_id => order_id, p_lines => lines, p_reason => reason, p_expected_version => expected_version, p_idempotency_key => idempotency_key);
$$;
grant execute on function api.return_order(bigint, jsonb, text, bigint, text) to authenticated, service_role;
comment on function api.return_order(bigint, jsonb, text, bigint, text) is
$$Take back shipped pieces; for app role admin, and warehouse at its locations.

lines: up to 200: where each piece arrived, and whether it is on_hand or damaged there.
The pieces of a bundle are its components. An order with all pieces back is returned. A
payment goes back by refund_order.
Takes: {lines: [{sku: text, quantity: integer, location: text, state: "on_hand" |
"damaged"}]}
Returns: {order_id: bigint, version: bigint, status: get_order.status}
Errors: PT404 commerce.unknown_order, PT404 commerce.unknown_sku, PT404
commerce.unknown_location, PT403 core.not_permitted, PT409 commerce.version_conflict,
PT409 commerce.transition_refused, PT422 commerce.invalid_lines, PT422
commerce.too_many_lines, PT422 core.invalid_argument, PT422
core.idempotency_key_reused, PT409 core.idempotency_key_in_use.
Emits: commerce.order.returned.
Example: {"order_id": 1, "lines": [{"sku": "SHIRT-S", "quantity": 1, "location": "MAIN",
"state": "on_hand"}]}
Budget: 200 ms.
$$;

create or replace function api.refund_order(order_id bigint, amount_minor bigint default null, reason text default null, expected_version bigint default null, idempotency_key text default null)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.refund_order(p_order_id => order_id, p_amount_minor => amount_minor, p_reason => reason, p_expected_version => expected_version, p_idempotency_key => idempotency_key);
$$;
grant execute on function api.refund_order(bigint, bigint, text, bigint, text) to authenticated, service_role;
comment on function api.refund_order(bigint, bigint, text, bigint, text) is
$$Record a refund of a cancelled, delivered or returned order; for app role admin.

amount_minor: null is all that was paid and not refunded. An order with all of its
payment back is refunded.
Returns: {order_id: bigint, version: bigint, status: get_order.status, amount_minor:
bigint}
Units: amount_minor in minor units of the order's currency; reason has at most 500
characters.
Errors: PT404 commerce.unknown_order, PT403 core.not_permitted, PT409
commerce.version_conflict, PT409 commerce.transition_refused, PT422
core.invalid_argument, PT422 core.idempotency_key_reused, PT409
core.idempotency_key_in_use.
Emits: commerce.order.refunded.
Example: {"order_id": 3, "amount_minor": 5000, "reason": "A piece was damaged."}
Budget: 200 ms.
$$;

create or replace function api.get_order(order_id bigint)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.get_order(p_order_id => order_id);
$$;
grant execute on function api.get_order(bigint) to authenticated, service_role;
comment on function api.get_order(bigint) is
$$One order; customers see their own, an admin all.

parcels are by their number; pieces and returned have the quantity of each variant by
its id. components: of one piece of a bundle, as they were when it was ordered. payment
is there once the order was paid, cancel_reason once it was cancelled.
Returns: {id: bigint, version: bigint, status: "placed" | "paid" | "packed" | "shipped"
| "delivered" | "cancelled" | "returned" | "refunded", user_id: uuid, currency: text,
ship_to: {name: text, street: text, city: text, country: text, postal_code?: text,
region?: text, phone?: text}, reservation_id: bigint, lines: [{line: integer,
variant_id: bigint, sku: text, title: text, quantity: integer, unit_price_minor: bigint,
discount_minor: bigint, tax_rate: numeric, has_tax_included: boolean, tax_minor: bigint,
total_minor: bigint, components?: {[text]: integer}}], parcels: {[text]: {location_id:
bigint, location: text, status: "waiting" | "open" | "packed" | "shipped" | "delivered"
| "cancelled", pieces: {[text]: integer}, packed_at?: timestamptz, shipped_at?:
timestamptz, delivered_at?: timestamptz, tracking?: text | null}}, returned: {[text]:
integer}, subtotal_minor: bigint, discount_minor: bigint, tax_minor: bigint,
total_minor: bigint, paid_minor: bigint, refunded_minor: bigint, placed_at: timestamptz,
payment_due_at: timestamptz, paid_at?: timestamptz, payment?: {currency?: text, method?:
text, reference?: text}, cancelled_at?: timestamptz, cancel_reason?: text | null,
changed_at: timestamptz}
Units: amounts in minor units of currency; tax_rate in percent.
Errors: PT404 commerce.unknown_order.
Example: {"order_id": 1}
Budget: 50 ms.
$$;

create or replace function api.list_orders(status text default null, after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.list_orders(p_status => status, p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_orders(text, text, integer) to authenticated, service_role;
comment on function api.list_orders(text, text, integer) is
$$Orders, newest first; customers list their own, an admin all.

status: only orders in this status.
Returns: {items: [{id: bigint, version: bigint, status: get_order.status, user_id: uuid,
currency: text, total_minor: bigint, paid_minor: bigint, refunded_minor: bigint,
placed_at: timestamptz, payment_due_at: timestamptz}], next: text | null}
Units: amounts in minor units of currency; page_size from 1 to 500.
Errors: PT422 commerce.invalid_status, PT422 core.invalid_cursor, PT422
core.invalid_page_size.
Example: {"status": "placed", "page_size": 20}
Budget: 100 ms.
$$;

create or replace function api.list_order_events(order_id bigint, after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.list_order_events(p_order_id => order_id, p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_order_events(bigint, text, integer) to authenticated, service_role;
comment on function api.list_order_events(bigint, text, integer) is
$$The events of an order, oldest first; for its customer and app role admin.

type: placed, paid, packed, shipped, delivered, cancelled, returned or refunded.
command: what was called, such as pay; expire for an overdue payment. actor_id: null for
a server.
Returns: {items: [{version: bigint, type: text, command: text, from_status: "new" |
get_order.status, to_status: get_order.status, payload: {[text]: jsonb}, actor_id: uuid
| null, at: timestamptz}], next: text | null}
Units: page_size from 1 to 500.
Errors: PT404 commerce.unknown_order, PT422 core.invalid_cursor, PT422
core.invalid_page_size.
Example: {"order_id": 1}
Budget: 100 ms.
$$;

create or replace function api.order_as_of(order_id bigint, version bigint default null, at timestamptz default null)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.order_as_of(p_order_id => order_id, p_version => version, p_at => at);
$$;
grant execute on function api.order_as_of(bigint, bigint, timestamptz) to authenticated, service_role;
comment on function api.order_as_of(bigint, bigint, timestamptz) is
$$An order as get_order showed it at a version or a time; one of both is sent.

For its customer and app role admin.
Returns: get_order
Errors: PT404 commerce.unknown_order, PT404 commerce.unknown_order_version, PT422
core.invalid_argument.
Example: {"order_id": 1, "version": 2}
Budget: 100 ms.
$$;

create or replace function api.list_parcels(location text default null, status text default null, after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.list_parcels(p_location => location, p_status => status, p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_parcels(text, text, text, integer) to authenticated, service_role;
comment on function api.list_parcels(text, text, text, integer) is
$$Parcels, oldest orders first; warehouse staff lists those of their locations.

For app roles admin and warehouse. location: its code. status: only parcels in this
status.
Returns: {items: [{order_id: bigint, parcel: integer, location: text, status:
get_order.parcels.status, tracking: text | null, ship_to: get_order.ship_to, packed_at:
timestamptz | null, shipped_at: timestamptz | null, delivered_at: timestamptz | null,
pieces: [{sku: text, quantity: integer}]}], next: text | null}
Units: page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT404 commerce.unknown_location, PT422
commerce.invalid_status, PT422 core.invalid_cursor, PT422 core.invalid_page_size.
Example: {"location": "MAIN", "status": "open"}
Budget: 100 ms.
$$;

create or replace function api.rebuild_orders()
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.rebuild_orders();
$$;
grant execute on function api.rebuild_orders() to authenticated, service_role;
comment on function api.rebuild_orders() is
$$Rebuild the projections of all orders from their events; for app role admin.

Orders go on meanwhile. get_operation shows its progress.
Returns: {operation_id: bigint}
Errors: PT403 core.not_permitted, PT429 core.too_many_operations.
Emits: core.operation.finished.
Budget: 200 ms.
$$;

create or replace function api.set_vendor(code text, vendor jsonb, expected_version bigint default null)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.set_vendor(p_code => code, p_vendor => vendor, p_expected_version => expected_version);
$$;
grant execute on function api.set_vendor(text, jsonb, bigint) to authenticated;
comment on function api.set_vendor(text, jsonb, bigint) is
$$Make or replace a vendor; for app role admin.

order_days: weekdays, 1 (Monday) to 7, in timezone. A proposal that costs at most
approval_limit_minor is approved by itself; 0: none is. api_url: where orders are
posted; without it a person orders. webhook_source: a source that
register_webhook_source has made with job kind commerce.acknowledge_purchase; its secret
signs the orders. Defaults: 7 days, every day, UTC, 0, active.
expected_version: that of the vendor that was seen; 0: there is none yet.
Takes: {vendor: {name: text, currency: text, lead_time_days?: integer | null,
order_days?: [integer] | null, timezone?: text | null, approval_limit_minor?: bigint |
null, api_url?: text | null, webhook_source?: text | null, is_active?: boolean}}
Returns: list_vendors.items
Units: approval_limit_minor in minor units of currency.
Errors: PT403 core.not_permitted, PT409 commerce.version_conflict, PT422
commerce.invalid_vendor.
Example: {"code": "ACME", "vendor": {"name": "Acme", "currency": "PHP", "order_days":
[1, 4], "approval_limit_minor": 500000}}
Budget: 200 ms.
$$;

create or replace function api.list_vendors(after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.list_vendors(p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_vendors(text, integer) to authenticated;
comment on function api.list_vendors(text, integer) is
$$The vendors, for staff, in the order of their ids.

api_url: null where a person orders. webhook_source: null for none.
Returns: {items: [{id: bigint, code: text, name: text, currency: text, lead_time_days:
integer, order_days: [integer], timezone: text, approval_limit_minor: bigint, api_url:
text | null, webhook_source: text | null, is_active: boolean, version: bigint,
created_at: timestamptz, updated_at: timestamptz}], next: text | null}
Units: page_size from 1 to 500; approval_limit_minor in minor units of currency.
Errors: PT403 core.not_permitted, PT422 core.invalid_cursor, core.invalid_page_size.
Example: {"page_size": 20}
Budget: 200 ms.
$$;

create or replace function api.set_reorder_rule(sku text, location text, rule jsonb, expected_version bigint default null)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.set_reorder_rule(p_sku => sku, p_location => location, p_rule => rule, p_expected_version => expected_version);
$$;
grant execute on function api.set_reorder_rule(text, text, jsonb, bigint) to authenticated;
comment on function api.set_reorder_rule(text, text, jsonb, bigint) is
$$Make or replace the reorder rule of a SKU at a location.

method min_max: below minimum, up to maximum. method demand: below the mean sales of the
lead time and the safety stock, up to that and cover_days; minimum is then a floor,
maximum a cap. Defaults: pack_size 1, service_factor 1.645 (95 % of cycles), cover_days
7, lead_time_days of the vendor.
expected_version: that of the rule that was seen; 0: there is none yet.
Takes: {rule: {vendor: text, method: "min_max" | "demand", minimum?: integer | null,
maximum?: integer | null, pack_size?: integer | null, service_factor?: numeric | null,
cover_days?: integer | null, lead_time_days?: integer | null, unit_cost_minor: bigint,
is_enabled?: boolean}}
Returns: {sku: text, location: text, version: bigint, is_enabled: boolean}
Units: quantities in variants.unit; unit_cost_minor in minor units of the vendor's
currency.
Errors: PT403 core.not_permitted, PT404 commerce.unknown_sku, commerce.unknown_location,
commerce.unknown_vendor, PT409 commerce.version_conflict, PT422 commerce.invalid_rule.
Example: {"sku": "SHIRT-S", "location": "MAIN", "rule": {"vendor": "ACME", "method":
"min_max", "minimum": 10, "maximum": 40, "unit_cost_minor": 1500}}
Budget: 200 ms.
$$;

create or replace function api.list_reorder_rules(after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.list_reorder_rules(p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_reorder_rules(text, integer) to authenticated;
comment on function api.list_reorder_rules(text, integer) is
$$Reorder rules, for staff, by SKU and location.

lead_time_days: null for that of the vendor. currency is the vendor's.
Returns: {items: [{variant_id: bigint, location_id: bigint, sku: text, location: text,
vendor: text, method: "min_max" | "demand", minimum: integer | null, maximum: integer |
null, pack_size: integer, service_factor: numeric, cover_days: integer, lead_time_days:
integer | null, unit_cost_minor: bigint, currency: text, is_enabled: boolean, version:
bigint, updated_at: timestamptz}], next: text | null}
Units: page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT422 core.invalid_cursor, core.invalid_page_size.
Example: {"page_size": 20}
Budget: 200 ms.
$$;

create or replace function api.list_reorder_proposals(status text default 'open', after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.list_reorder_proposals(p_status => status, p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_reorder_proposals(text, text, integer) to authenticated;
comment on function api.list_reorder_proposals(text, text, integer) is
$$Proposals of a status, for staff, in the order they came.

reasons: what was counted, and what followed: the proposal is up to target. decided_by
is null for one that was approved by itself.
Returns: {items: [{id: bigint, sku: text, location: text, vendor: text, quantity:
integer, pack_size: integer, unit_cost_minor: bigint, cost_minor: bigint, currency:
text, reasons: {method: "min_max" | "demand", on_hand: integer, reserved: integer,
in_transit: integer, purchased: integer, mean_daily: numeric, deviation_daily: numeric,
lead_days: integer, wait_days: integer, reorder_point: integer, target: integer,
pack_size: integer}, status: "open" | "approved" | "ordered" | "dismissed",
purchase_order_id: bigint | null, created_at: timestamptz, updated_at: timestamptz,
decided_by: uuid | null, decided_at: timestamptz | null, decided_reason: text | null}],
next: text | null}
Units: page_size from 1 to 500; costs in minor units of currency.
Errors: PT403 core.not_permitted, PT422 core.invalid_cursor, core.invalid_page_size,
core.invalid_argument.
Example: {"status": "open"}
Budget: 200 ms.
$$;

create or replace function api.approve_reorder(proposal_id bigint, quantity integer default null, idempotency_key text default null)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.approve_reorder(p_proposal_id => proposal_id, p_quantity => quantity, p_idempotency_key => idempotency_key);
$$;
grant execute on function api.approve_reorder(bigint, integer, text) to authenticated;
comment on function api.approve_reorder(bigint, integer, text) is
$$Approve an open proposal.

quantity: another than the proposed one, a multiple of the pack size. What is approved
for one vendor and location is one purchase order until it is sent: on the vendor's next
order day, and not before commerce.purchase_delay_seconds.
Returns: {proposal_id: bigint, status: "approved", quantity: integer, purchase_order_id:
bigint}
Errors: PT403 core.not_permitted, PT404 commerce.unknown_proposal, PT409
commerce.transition_refused, PT422 commerce.invalid_quantity, core.invalid_argument,
core.idempotency_key_reused, PT409 core.idempotency_key_in_use.
Example: {"proposal_id": 1}
Budget: 200 ms.
$$;

create or replace function api.dismiss_reorder(proposal_id bigint, reason text)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.dismiss_reorder(p_proposal_id => proposal_id, p_reason => reason);
$$;
grant execute on function api.dismiss_reorder(bigint, text) to authenticated;
comment on function api.dismiss_reorder(bigint, text) is
$$Dismiss an open proposal.

The same need is not proposed again for commerce.reorder_quiet_days; a greater one is.
Returns: {proposal_id: bigint, status: "dismissed"}
Errors: PT403 core.not_permitted, PT404 commerce.unknown_proposal, PT409
commerce.transition_refused, PT422 core.invalid_argument.
Example: {"proposal_id": 1, "reason": "The season is over."}
Budget: 200 ms.
$$;

create or replace function api.list_purchase_orders(status text default null, after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.list_purchase_orders(p_status => status, p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_purchase_orders(text, text, integer) to authenticated;
comment on function api.list_purchase_orders(text, text, integer) is
$$Purchase orders, newest first, without their lines.

status: null for all. For buyers; for a warehouse, orders to its locations.
Returns: {items: [{id: bigint, vendor: text, location: text, status:
get_purchase_order.status, currency: text, total_minor: bigint, vendor_reference: text |
null, fault: text | null, is_short: boolean, created_by: uuid | null, created_at:
timestamptz, sent_at: timestamptz | null, acknowledged_at: timestamptz | null,
closed_at: timestamptz | null, closed_reason: text | null}], next: text | null}
Units: page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT422 core.invalid_cursor, core.invalid_page_size,
core.invalid_argument.
Example: {"status": "sent"}
Budget: 200 ms.
$$;

create or replace function api.get_purchase_order(purchase_order_id bigint)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.get_purchase_order(p_purchase_order_id => purchase_order_id);
$$;
grant execute on function api.get_purchase_order(bigint) to authenticated;
comment on function api.get_purchase_order(bigint) is
$$A purchase order with its lines.

status: draft (collects approved proposals), sent, acknowledged, failed (see fault),
received, cancelled. is_short: it was received with less than was ordered. created_by is
null for one that a job began. For buyers; for a warehouse, orders to its locations.
Returns: {id: bigint, vendor: text, location: text, status: "draft" | "sent" |
"acknowledged" | "failed" | "received" | "cancelled", currency: text, total_minor:
bigint, vendor_reference: text | null, fault: text | null, is_short: boolean,
created_by: uuid | null, created_at: timestamptz, sent_at: timestamptz | null,
acknowledged_at: timestamptz | null, closed_at: timestamptz | null, closed_reason: text
| null, lines: [{line: integer, sku: text, quantity: integer, received: integer,
is_over: boolean, unit_cost_minor: bigint}]}
Units: money in minor units of currency, quantities in variants.unit.
Errors: PT403 core.not_permitted, PT404 commerce.unknown_purchase.
Example: {"purchase_order_id": 2}
Budget: 200 ms.
$$;

create or replace function api.receive_purchase(purchase_order_id bigint, lines jsonb, is_last boolean default false, idempotency_key text default null)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.receive_purchase(p_purchase_order_id => purchase_order_id, p_lines => lines, p_is_last => is_last, p_idempotency_key => idempotency_key);
$$;
grant execute on function api.receive_purchase(bigint, jsonb, boolean, text) to authenticated;
comment on function api.receive_purchase(bigint, jsonb, boolean, text) is
$$Book in a delivery of a purchase order, or a part of one.

The order is closed when all of it has come, or with is_last: then it may be short
(is_short), and lines may be empty. More than was ordered is received up to
commerce.over_delivery_percent, and the line says is_over. A warehouse receives at its
own locations.
Takes: {lines: [{sku: text, quantity: integer}]}
Returns: get_purchase_order
Units: quantity in variants.unit.
Errors: PT403 core.not_permitted, PT404 commerce.unknown_purchase, PT409
commerce.transition_refused, PT422 commerce.invalid_lines, commerce.too_many_lines,
commerce.over_delivery, core.invalid_argument, core.idempotency_key_reused, PT409
core.idempotency_key_in_use.
Emits: commerce.purchase.arrived, commerce.purchase.received.
Example: {"purchase_order_id": 2, "lines": [{"sku": "SHIRT-S", "quantity": 10}]}
Budget: 200 ms.
$$;

create or replace function api.cancel_purchase(purchase_order_id bigint, reason text)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.cancel_purchase(p_purchase_order_id => purchase_order_id, p_reason => reason);
$$;
grant execute on function api.cancel_purchase(bigint, text) to authenticated;
comment on function api.cancel_purchase(bigint, text) is
$$Cancel a purchase order of which nothing has come.

The vendor is not notified: agree it with them, or follow the event by a webhook. What
is still needed is proposed again.
Returns: get_purchase_order
Errors: PT403 core.not_permitted, PT404 commerce.unknown_purchase, PT409
commerce.transition_refused, PT422 core.invalid_argument.
Emits: commerce.purchase.cancelled.
Example: {"purchase_order_id": 1, "reason": "The vendor has closed."}
Budget: 200 ms.
$$;

create or replace function api.retry_purchase(purchase_order_id bigint)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.retry_purchase(p_purchase_order_id => purchase_order_id);
$$;
grant execute on function api.retry_purchase(bigint) to authenticated;
comment on function api.retry_purchase(bigint) is
$$Send a failed purchase order again.

One that the vendor refused is another order to them; one that had no answer goes under
the same idempotency key, since it may have arrived.
Returns: get_purchase_order
Errors: PT403 core.not_permitted, PT404 commerce.unknown_purchase, PT409
commerce.transition_refused.
Example: {"purchase_order_id": 3}
Budget: 200 ms.
$$;

create or replace function api.confirm_purchase(purchase_order_id bigint, vendor_reference text)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.confirm_purchase(p_purchase_order_id => purchase_order_id, p_vendor_reference => vendor_reference);
$$;
grant execute on function api.confirm_purchase(bigint, text) to authenticated;
comment on function api.confirm_purchase(bigint, text) is
$$Record the vendor's reference of an order that was placed by telephone or mail.

The order is then acknowledged.
Returns: get_purchase_order
Errors: PT403 core.not_permitted, PT404 commerce.unknown_purchase, PT409
commerce.transition_refused, PT422 core.invalid_argument.
Emits: commerce.purchase.acknowledged.
Example: {"purchase_order_id": 2, "vendor_reference": "A-1001"}
Budget: 200 ms.
$$;

create or replace function api.create_product(product jsonb, idempotency_key text default null)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.create_product(p_product => product, p_idempotency_key => idempotency_key);
$$;
grant execute on function api.create_product(jsonb, text) to authenticated, service_role;
comment on function api.create_product(jsonb, text) is
$$Create a product as a draft; for app roles admin and buyer.

category is its category_key, brand its brand_key, tax_class one of list_tax_rates
(without it standard). It has up to 100 variants; the fields of a single variant may
stand at the top instead. price_minor is the price on the default list from now on;
prices has those of other lists and periods. A variant with components is a bundle. SKUs
are stored in upper case; the SKU of a deleted product stays taken. Every fault is in
the detail; validate_record returns the same ones as JSON.
Takes: {product: {title: text, description?: text | null, category?: text | null,
brand?: text | null, tax_class?: text | null, attributes?: {[text]: jsonb} | null,
starts_at?: timestamptz | null, ends_at?: timestamptz | null, variants?: [{sku: text,
options?: {[text]: jsonb} | null, barcode?: text | null, unit?:
get_product.variants.unit | null, weight_grams?: integer | null, length_mm?: integer |
null, width_mm?: integer | null, height_mm?: integer | null, price_minor?: bigint |
null, sale_price_minor?: bigint | null, prices?: [{price_list: text, amount_minor:
bigint, sale_amount_minor?: bigint | null, valid_from?: timestamptz | null,
valid_until?: timestamptz | null}] | null, components?: [{sku: text, quantity: integer}]
| null}], sku?: text, options?: {[text]: jsonb} | null, barcode?: text | null, unit?:
get_product.variants.unit | null, weight_grams?: integer | null, length_mm?: integer |
null, width_mm?: integer | null, height_mm?: integer | null, price_minor?: bigint |
null, sale_price_minor?: bigint | null, prices?: [{price_list: text, amount_minor:
bigint, sale_amount_minor?: bigint | null, valid_from?: timestamptz | null,
valid_until?: timestamptz | null}] | null, components?: [{sku: text, quantity: integer}]
| null}}
Returns: get_product
Units: prices in minor units; unit is piece, gram, millilitre or millimetre.
Errors: PT403 core.not_permitted; PT422 commerce.invalid_product,
core.invalid_argument, core.idempotency_key_reused; PT409 core.idempotency_key_in_use.
Emits: commerce.product.created on commerce:product:<id>.
Example: {"product": {"title": "Mug", "sku": "MUG-1", "price_minor": 19900},
"idempotency_key": "mug-1"}
Budget: 200 ms.
$$;

create or replace function api.update_product(product_id bigint, patch jsonb, expected_version bigint)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.update_product(p_product_id => product_id, p_patch => patch, p_expected_version => expected_version);
$$;
grant execute on function api.update_product(bigint, jsonb, bigint) to authenticated, service_role;
comment on function api.update_product(bigint, jsonb, bigint) is
$$Change a product that has the expected version; for app roles admin and buyer.

patch has the fields of create_product that change; null clears a field. Its variants
are changed by SKU, and a SKU that the product does not have is added; the other
variants stay. A changed price_minor counts from now on, null ends the price; prices are
set as set_price does; components replace those of the bundle. A published product keeps
its category and its prices. A patch that changes nothing leaves the version.
Takes: {patch: {title?: text, description?: text | null, category?: text | null, brand?:
text | null, tax_class?: text | null, attributes?: {[text]: jsonb} | null, starts_at?:
timestamptz | null, ends_at?: timestamptz | null, variants?: [{sku: text, options?:
{[text]: jsonb} | null, barcode?: text | null, unit?: get_product.variants.unit | null,
weight_grams?: integer | null, length_mm?: integer | null, width_mm?: integer | null,
height_mm?: integer | null, price_minor?: bigint | null, sale_price_minor?: bigint |
null, prices?: [{price_list: text, amount_minor: bigint, sale_amount_minor?: bigint |
null, valid_from?: timestamptz | null, valid_until?: timestamptz | null}] | null,
components?: [{sku: text, quantity: integer}] | null}], sku?: text, options?: {[text]:
jsonb} | null, barcode?: text | null, unit?: get_product.variants.unit | null,
weight_grams?: integer | null, length_mm?: integer | null, width_mm?: integer | null,
height_mm?: integer | null, price_minor?: bigint | null, sale_price_minor?: bigint |
null, prices?: [{price_list: text, amount_minor: bigint, sale_amount_minor?: bigint |
null, valid_from?: timestamptz | null, valid_until?: timestamptz | null}] | null,
components?: [{sku: text, quantity: integer}] | null}}
Returns: get_product
Units: prices in minor units.
Errors: PT403 core.not_permitted; PT404 commerce.unknown_product; PT409
commerce.version_conflict; PT422 commerce.invalid_product, core.invalid_argument.
Emits: commerce.product.updated on commerce:product:<id>.
Example: {"product_id": 1, "patch": {"title": "Mug, blue"}, "expected_version": 1}
Budget: 200 ms.
$$;

create or replace function api.delete_product(product_id bigint, expected_version bigint default null)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.delete_product(p_product_id => product_id, p_expected_version => expected_version);
$$;
grant execute on function api.delete_product(bigint, bigint) to authenticated, service_role;
comment on function api.delete_product(bigint, bigint) is
$$Delete a product that has no stock, no open reservation and is in no bundle.

For app roles admin and buyer. It can be restored (restore_product); until then its SKUs
stay taken. A published one becomes archived.
Returns: get_product
Errors: PT403 core.not_permitted; PT404 commerce.unknown_product; PT409
commerce.version_conflict, commerce.product_in_use.
Emits: commerce.product.deleted on commerce:product:<id>.
Example: {"product_id": 3}
Budget: 200 ms.
$$;

create or replace function api.restore_product(product_id bigint)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.restore_product(p_product_id => product_id);
$$;
grant execute on function api.restore_product(bigint) to authenticated, service_role;
comment on function api.restore_product(bigint) is
$$Restore a deleted product as a draft, or archived if it was published.

For app roles admin and buyer. A product that is not deleted stays as it is.
Returns: get_product
Errors: PT403 core.not_permitted, PT404 commerce.unknown_product.
Emits: commerce.product.restored on commerce:product:<id>.
Example: {"product_id": 4}
Budget: 200 ms.
$$;

create or replace function api.publish_product(product_id bigint, expected_version bigint default null)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.publish_product(p_product_id => product_id, p_expected_version => expected_version);
$$;
grant execute on function api.publish_product(bigint, bigint) to authenticated, service_role;
comment on function api.publish_product(bigint, bigint) is
$$Publish a draft or archived product; for app roles admin and buyer.

A published one stays as it is. It needs a category, a SKU and a price on the default
list for each variant, an active image if the setting commerce.publish_needs_image is
on, and a stock level of each variant but bundles at every active location with the full
range. All faults are in the detail; publishable_faults returns them as JSON.
Returns: get_product
Errors: PT403 core.not_permitted; PT404 commerce.unknown_product; PT409
commerce.version_conflict; PT422 commerce.product_not_publishable.
Emits: commerce.product.published on commerce:product:<id>.
Example: {"product_id": 2}
Budget: 200 ms.
$$;

create or replace function api.unpublish_product(product_id bigint, expected_version bigint default null)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.unpublish_product(p_product_id => product_id, p_expected_version => expected_version);
$$;
grant execute on function api.unpublish_product(bigint, bigint) to authenticated, service_role;
comment on function api.unpublish_product(bigint, bigint) is
$$Archive a published product; for app roles admin and buyer.

Customers no longer see it. An archived one stays as it is, and can be published again.
Returns: get_product
Errors: PT403 core.not_permitted; PT404 commerce.unknown_product; PT409
commerce.version_conflict, commerce.transition_refused for a draft.
Emits: commerce.product.unpublished on commerce:product:<id>.
Example: {"product_id": 1}
Budget: 200 ms.
$$;

create or replace function api.publishable_faults(product_id bigint)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.publishable_faults(p_product_id => product_id);
$$;
grant execute on function api.publishable_faults(bigint) to authenticated, service_role;
comment on function api.publishable_faults(bigint) is
$$Every fault that publish_product would refuse a product for.

For app roles admin and buyer. The rules of commerce.publication (price, category, SKU,
image, stock levels), and those of commerce.product for what is stored. Warnings do not
refuse it.
Returns: validate_record
Errors: PT403 core.not_permitted, PT404 commerce.unknown_product.
Example: {"product_id": 4}
Budget: 200 ms.
$$;

create or replace function api.get_product(product_id bigint)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.get_product(p_product_id => product_id);
$$;
grant execute on function api.get_product(bigint) to authenticated, service_role;
comment on function api.get_product(bigint) is
$$A product with its variants, prices and components.

price_minor is the price on the default list now, null without one. The periods of
prices have null for no bound. A customer sees published products only, staff also
drafts, archived and deleted ones.
Returns: {id: bigint, title: text, description: text, category: text | null, brand: text
| null, tax_class: text, attributes: {[text]: jsonb}, status: "draft" | "published" |
"archived", starts_at: timestamptz | null, ends_at: timestamptz | null, published_at:
timestamptz | null, deleted_at: timestamptz | null, version: bigint, created_at:
timestamptz, updated_at: timestamptz, variants: [{id: bigint, sku: text, options:
{[text]: jsonb}, barcode: text | null, unit: "piece" | "gram" | "millilitre" |
"millimetre", weight_grams: integer | null, length_mm: integer | null, width_mm: integer
| null, height_mm: integer | null, is_bundle: boolean, version: bigint, price_minor:
bigint | null, sale_price_minor: bigint | null, prices: [{price_list: text, currency:
text, amount_minor: bigint, sale_amount_minor: bigint | null, valid_from: timestamptz |
null, valid_until: timestamptz | null}], components: [{sku: text, quantity: integer}]}]}
Units: prices in minor units of the list's currency.
Errors: PT404 commerce.unknown_product.
Example: {"product_id": 1}
Budget: 100 ms.
$$;

create or replace function api.list_products(search text default null, status text default null, category text default null, after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.list_products(p_search => search, p_status => status, p_category => category, p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_products(text, text, text, text, integer) to authenticated, service_role;
comment on function api.list_products(text, text, text, text, integer) is
$$Products by search, status and category, in the order of their ids.

`search`: each word begins a word of the title or the description, or the search begins
a SKU, or it is similar to a part of the title (with pg_trgm; without it, typing errors
are not tolerated). `status`: draft, published, archived or deleted; without it all but
deleted ones. Customers see published products only. `category`: a category_key, with
all categories below it. A new product has the highest id, so pages that follow each
other neither repeat nor miss one. price_minor is the lowest price of its variants on
the default list now.
Returns: {items: [{id: bigint, title: text, category: text | null, brand: text | null,
status: get_product.status, starts_at: timestamptz | null, ends_at: timestamptz | null,
published_at: timestamptz | null, deleted_at: timestamptz | null, version: bigint,
updated_at: timestamptz, skus: [text] | null, price_minor: bigint | null}], next: text |
null}
Units: minor units; page_size from 1 to 500.
Errors: PT404 commerce.unknown_category; PT422 core.invalid_argument,
core.invalid_cursor, core.invalid_page_size.
Example: {"search": "shirt", "category": "clothes", "page_size": 20}
Budget: 200 ms.
$$;

create or replace function api.validate_record(entity text, record jsonb)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.validate_record(p_entity => entity, p_record => record);
$$;
grant execute on function api.validate_record(text, jsonb) to authenticated, service_role;
comment on function api.validate_record(text, jsonb) is
$$Every fault of a record, by the rules of its entity; for app roles admin and buyer.

`entity`: commerce.product checks what create_product would; with the id of a product in
the record, what update_product would. commerce.variant, commerce.price and the entities
of other modules that have rules are checked alone. field is where it is, such as
variants.0.sku; null for a rule on several fields. code is the rule's name. Faults of
severity warning do not refuse a record.
Takes: {record: {[text]: jsonb}}
Returns: [{field: text | null, code: text, message: text, severity: "error" |
"warning"}]
Errors: PT403 core.not_permitted, PT422 core.unknown_entity, core.invalid_argument.
Example: {"entity": "commerce.product", "record": {"title": "", "sku": "MUG-1"}}
Budget: 100 ms.
$$;

create or replace function api.set_price(sku text, price_list text, amount_minor bigint, sale_amount_minor bigint default null, valid_from timestamptz default null, valid_until timestamptz default null)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.set_price(p_sku => sku, p_price_list => price_list, p_amount_minor => amount_minor, p_sale_amount_minor => sale_amount_minor, p_valid_from => valid_from, p_valid_until => valid_until);
$$;
grant execute on function api.set_price(text, text, bigint, bigint, timestamptz, timestamptz) to authenticated, service_role;
comment on function api.set_price(text, text, bigint, bigint, timestamptz, timestamptz) is
$$Set what a variant costs on a price list for a period; for app roles admin and buyer.

The period is from `valid_from` (without it: now) until `valid_until` (without it: for
good). It replaces what the list has for that period: a period that reaches into it is
cut, one that surrounds it is split. It raises the version of the product.
Returns: get_product.variants
Units: minor units of the list's currency, per unit of the variant.
Errors: PT403 core.not_permitted; PT404 commerce.unknown_sku, commerce.unknown_product;
PT422 commerce.invalid_price.
Emits: commerce.product.updated on commerce:product:<id>.
Example: {"sku": "MUG", "price_list": "standard", "amount_minor": 19900,
"sale_amount_minor": 14900, "valid_until": "2027-01-01T00:00:00Z"}
Budget: 200 ms.
$$;

create or replace function api.list_price_lists()
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.list_price_lists();
$$;
grant execute on function api.list_price_lists() to authenticated, service_role;
comment on function api.list_price_lists() is
$$The price lists by code.

currency is ISO 4217. The default list prices an order that names none. There is always
one page.
Returns: {items: [{code: text, currency: text, is_default: boolean, has_tax_included:
boolean}], next: null}
Budget: 50 ms.
$$;

create or replace function api.create_location(code text, name text, kind text default 'warehouse', city text default null, pick_position integer default 100, has_full_range boolean default true)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.create_location(p_code => code, p_name => name, p_kind => kind, p_city => city, p_pick_position => pick_position, p_has_full_range => has_full_range);
$$;
grant execute on function api.create_location(text, text, text, text, integer, boolean) to authenticated, service_role;
comment on function api.create_location(text, text, text, text, integer, boolean) is
$$Add a location; for app role admin.

`code` is stored in upper case; `kind` is store or warehouse; `city` is a PSGC code;
`pick_position` is the order in which reservations take stock. With the full range it
gets a stock level of every variant at once.
Returns: list_locations.items
Errors: PT403 core.not_permitted, PT422 commerce.invalid_location.
Example: {"code": "MNL-1", "name": "Manila", "kind": "store"}
Budget: 200 ms, and 1 s more for each 100,000 variants.
$$;

create or replace function api.update_location(location text, name text default null, kind text default null, city text default null, pick_position integer default null, is_active boolean default null, has_full_range boolean default null, expected_version bigint default null)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.update_location(p_location => location, p_name => name, p_kind => kind, p_city => city, p_pick_position => pick_position, p_is_active => is_active, p_has_full_range => has_full_range, p_expected_version => expected_version);
$$;
grant execute on function api.update_location(text, text, text, text, integer, boolean, boolean, bigint) to authenticated, service_role;
comment on function api.update_location(text, text, text, text, integer, boolean, boolean, bigint) is
$$Change a location; for app role admin. Null leaves a value.

An inactive location keeps its stock, but orders and reservations no longer use it. One
that is active again gets the stock levels that it lacks.
Returns: list_locations.items
Errors: PT403 core.not_permitted; PT404 commerce.unknown_location; PT409
commerce.version_conflict; PT422 commerce.invalid_location.
Example: {"location": "SHOP", "is_active": false}
Budget: 200 ms, and 1 s more for each 100,000 variants.
$$;

create or replace function api.list_locations(after text default null, page_size integer default 500)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.list_locations(p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_locations(text, integer) to authenticated, service_role;
comment on function api.list_locations(text, integer) is
$$Stores and warehouses by code.

city is a PSGC code, null for none. position is the order in which reservations take
stock.
Returns: {items: [{code: text, name: text, kind: "store" | "warehouse", city: text |
null, position: integer, is_active: boolean, has_full_range: boolean, version: bigint}],
next: text | null}
Units: page_size from 1 to 500.
Errors: PT422 core.invalid_cursor, core.invalid_page_size.
Example: {"page_size": 20}
Budget: 100 ms.
$$;

create or replace function api.record_sales(rows jsonb, idempotency_key text default null)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.record_sales(p_rows => rows, p_idempotency_key => idempotency_key);
$$;
grant execute on function api.record_sales(jsonb, text) to authenticated, service_role;
comment on function api.record_sales(jsonb, text) is
$$Record up to 1,000 sales over the counter and take their stock, all or none.

Needs app role warehouse or admin. A negative quantity, with a negative amount, is a
return. currency: default that of the default price list. reference: such as a receipt;
a row whose reference, SKU and location were recorded before is left out: repeated
counts them. The movements count from sold_at.
Takes: {rows: [{sku: text, location: text, quantity: integer, amount_minor: bigint,
sold_at: timestamptz, currency?: text | null, reference?: text | null}]}
Returns: {recorded: integer, repeated: integer}
Units: the unit of the variant; amount_minor for the whole quantity in minor units, at
most 10^12.
Errors: PT409 commerce.insufficient_stock, PT422 commerce.invalid_sales,
commerce.too_many_sales, commerce.bundle_has_no_stock, core.invalid_argument,
core.idempotency_key_reused, PT404 commerce.unknown_sku, commerce.unknown_location,
PT409 core.idempotency_key_in_use, PT403 core.not_permitted.
Emits: commerce.stock.changed on commerce:stock:<sku>, shortly after.
Example: {"rows": [{"sku": "MUG", "location": "SHOP", "quantity": 1, "amount_minor":
12900, "sold_at": "2025-12-31T10:00:00Z", "reference": "receipt-17"}]}
Budget: 1000 ms.
$$;

create or replace function api.sales_summary(since date, until date, by text)
    returns table (key text, name text, currency text, quantity bigint, amount_minor bigint, as_of timestamptz)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.sales_summary(p_since => since, p_until => until, p_by => by);
$$;
grant execute on function api.sales_summary(date, date, text) to authenticated, service_role;
comment on function api.sales_summary(date, date, text) is
$$Sales minus returns from `since` to `until`, both included, `by` a grouping.

by: day, week, month, product, sku, category, brand or location. There is one row per
group and currency. The key is the first day of a day, week (Monday) or month, an id of
a product, a SKU, the key of a category or brand, the code of a location; null: without
a category or brand. Days come in order, other groups by amount, the greatest first; at
most 1,000 rows. A period has at most 1,827 days; by day, 366.
as_of: now; the sums are complete to the last commit.
Needs app role admin, analyst or buyer. CSV with the header Accept: text/csv.
Returns: [{key: text | null, name: text | null, currency: text, quantity: bigint,
amount_minor: bigint, as_of: timestamptz}]
Units: amount_minor in minor units of the currency; quantity in the units of the
variants; days in the time zone of the setting commerce.time_zone.
Errors: PT422 commerce.invalid_period, commerce.unknown_grouping, PT403
core.not_permitted.
Example: {"since": "2026-01-01", "until": "2026-01-31", "by": "sku"}
Budget: 200 ms.
$$;

create or replace function api.inventory_turnover(since date, until date, by text)
    returns table (key text, name text, sold_quantity bigint, opening_quantity bigint, closing_quantity bigint, turnover numeric, as_of timestamptz)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.inventory_turnover(p_since => since, p_until => until, p_by => by);
$$;
grant execute on function api.inventory_turnover(date, date, text) to authenticated, service_role;
comment on function api.inventory_turnover(date, date, text) is
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

create or replace function api.stock_ageing(by text)
    returns table (key text, name text, quantity bigint, days_0_30 bigint, days_31_60 bigint, days_61_90 bigint, days_over_90 bigint, as_of timestamptz)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.stock_ageing(p_by => by);
$$;
grant execute on function api.stock_ageing(text) to authenticated, service_role;
comment on function api.stock_ageing(text) is
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

create or replace function api.top_movers(since date, until date)
    returns table (sku text, title text, quantity bigint, quantity_before bigint, change bigint, change_percent numeric, as_of timestamptz)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.top_movers(p_since => since, p_until => until);
$$;
grant execute on function api.top_movers(date, date) to authenticated, service_role;
comment on function api.top_movers(date, date) is
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

create or replace function api.low_stock(location text)
    returns table (sku text, title text, free_quantity bigint, minimum bigint, missing bigint, as_of timestamptz)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.low_stock(p_location => location);
$$;
grant execute on function api.low_stock(text) to authenticated, service_role;
comment on function api.low_stock(text) is
$$SKUs of which a location has fewer free pieces than their minimum.

Free: on hand and not reserved. The minimum is the safety stock, or that of the reorder
rule if it is more. The most missing come first; at most 1,000 rows. A SKU without a
minimum is low when backorders make free_quantity negative.
as_of: now; the answer comes from the levels themselves.
Needs app role admin, analyst or buyer. CSV with the header Accept: text/csv.
Returns: [{sku: text, title: text, free_quantity: bigint, minimum: bigint, missing:
bigint, as_of: timestamptz}]
Units: quantities in the units of the variants.
Errors: PT404 commerce.unknown_location, PT403 core.not_permitted.
Example: {"location": "MAIN"}
Budget: 200 ms.
$$;

create or replace function api.product_page(product_id bigint)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.product_page(p_product_id => product_id);
$$;
grant execute on function api.product_page(bigint) to authenticated, service_role;
comment on function api.product_page(bigint) is
$$A published product as a shop shows it.

The price is that on the default list; currency and price are null without one. A bundle
has no locations, and is available as far as its components are. The answer is cached:
as_of says when it was computed. It follows changes of product, variants and prices at
once, of stock within about a second; a period of prices may begin up to 6 minutes late.
Returns: {id: bigint, title: text, description: text, attributes: {[text]: jsonb},
starts_at: timestamptz | null, ends_at: timestamptz | null, as_of: timestamptz,
variants: [{sku: text, options: {[text]: jsonb}, unit: get_product.variants.unit,
currency: text | null, price_minor: bigint | null, sale_price_minor: bigint | null,
available: bigint, locations: [{location: text, available: bigint}]}]}
Units: prices in minor units of the currency; available in the unit of the variant.
Errors: PT404 commerce.unknown_product.
Example: {"product_id": 1}
Budget: 100 ms.
$$;

create or replace function api.register_media(product_id bigint, meta jsonb, idempotency_key text default null)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.register_media(p_product_id => product_id, p_meta => meta, p_idempotency_key => idempotency_key);
$$;
grant execute on function api.register_media(bigint, jsonb, text) to authenticated, service_role;
comment on function api.register_media(bigint, jsonb, text) is
$$Announce an upload of an image of a product.

`meta`: file_name, bytes and sha256 are of the file; alt_text, position and sku (the
variant that it shows) of a new image; or media_id, for a new version of one. upload_key
is the place in the storage. upload is null: the signed upload is in list_media_versions
from the event commerce.media.signed on. After the upload, call complete_media_upload.
The active version stays until the new one is ready. With the key of an earlier call,
its answer is returned.
Takes: {meta: {type: "image/jpeg" | "image/png" | "image/webp" | "image/avif" |
"image/gif", media_id?: bigint | null, sku?: text | null, position?: integer | null,
alt_text?: text | null, file_name?: text | null, bytes?: bigint | null, sha256?: text |
null}}
Returns: {media_id: bigint, version: integer, status: "pending", upload_key: text,
upload: null}
Units: bytes; position from 0 to 1,000,000.
Errors: PT403 core.not_permitted, PT404 commerce.unknown_product,
commerce.unknown_media, commerce.unknown_sku, PT409 commerce.too_many_media,
commerce.media_duplicate, PT413 commerce.media_too_large, PT415
commerce.media_unknown_type, PT422 commerce.invalid_media, commerce.media_mislabelled,
core.invalid_argument, core.idempotency_key_reused, PT409 core.idempotency_key_in_use.
Emits: commerce.media.registered {v, product_id, media_id, version} on
commerce:media:<product id>.
Example: {"product_id": 1, "meta": {"type": "image/jpeg", "file_name": "shirt.jpg",
"alt_text": "A blue shirt"}}
Budget: 200 ms.
$$;

create or replace function api.complete_media_upload(media_id bigint, version integer)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.complete_media_upload(p_media_id => media_id, p_version => version);
$$;
grant execute on function api.complete_media_upload(bigint, integer) to authenticated, service_role;
comment on function api.complete_media_upload(bigint, integer) is
$$Say that a file was uploaded.

The job checks the image and makes its renditions. Its end is an event:
commerce.media.activated, .replaced or, with the fault, .refused. list_media_versions
has the outcome too. A second call adds no second job; for a version that is ready or
refused, job_id is null.
Returns: {media_id: bigint, version: integer, status: list_media_versions.items.status,
job_id: bigint | null}
Errors: PT403 core.not_permitted, PT404 commerce.unknown_media.
Example: {"media_id": 1, "version": 4}
Budget: 200 ms.
$$;

create or replace function api.list_media_versions(media_id bigint, after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.list_media_versions(p_media_id => media_id, p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_media_versions(bigint, text, integer) to authenticated, service_role;
comment on function api.list_media_versions(bigint, text, integer) is
$$The versions of an image for staff, newest first.

fault is the key of an error, hint its remedy, both null unless the version was refused.
upload is the signed upload of a pending version. What was measured of the file is null
until it is known; a version that is not ready has no url and no renditions.
Returns: {items: [{media_id: bigint, version: integer, status: "pending" | "ready" |
"refused", is_active: boolean, fault: text | null, fault_detail: text | null, hint: text
| null, upload_key: text, upload: {method: text, url: text, headers: {[text]: text},
fields: {[text]: text}, expires_at: timestamptz} | null, content_type: text | null,
bytes: bigint | null, sha256: text | null, width: integer | null, height: integer |
null, orientation: integer | null, dominant_colour: text | null, url: text | null,
renditions: [{name: "thumb" | "card" | "full", format: "webp" | "avif", width: integer,
height: integer, bytes: bigint, url: text}], registered_at: timestamptz, decided_at:
timestamptz | null}], next: text | null}
Units: page_size from 1 to 500; bytes; width and height in pixels.
Errors: PT403 core.not_permitted, PT404 commerce.unknown_media, PT422
core.invalid_cursor, core.invalid_page_size.
Example: {"media_id": 1}
Budget: 200 ms.
$$;

create or replace function api.activate_media_version(media_id bigint, version integer)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.activate_media_version(p_media_id => media_id, p_version => version);
$$;
grant execute on function api.activate_media_version(bigint, integer) to authenticated, service_role;
comment on function api.activate_media_version(bigint, integer) is
$$Make a ready version of an image the active one.

replaced_version is null if it was active already: then nothing happens.
Returns: {media_id: bigint, version: integer, replaced_version: integer | null}
Errors: PT403 core.not_permitted, PT404 commerce.unknown_media, PT409
commerce.media_not_ready.
Emits: commerce.media.replaced {v, product_id, media_id, version, replaced_version,
urls} on commerce:media:<product id>; urls are those that caches may drop.
Example: {"media_id": 1, "version": 1}
Budget: 200 ms.
$$;

create or replace function api.update_media(media_id bigint, patch jsonb, expected_version bigint)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.update_media(p_media_id => media_id, p_patch => patch, p_expected_version => expected_version);
$$;
grant execute on function api.update_media(bigint, jsonb, bigint) to authenticated, service_role;
comment on function api.update_media(bigint, jsonb, bigint) is
$$Change an image's place, text or variant.

A missing key stays; a null sku shows the product as a whole. The image itself is
changed by register_media with its media_id.
Takes: {patch: {sku?: text | null, position?: integer | null, alt_text?: text | null}}
Returns: {media_id: bigint, version: bigint}
Units: position from 0 to 1,000,000.
Errors: PT403 core.not_permitted, PT404 commerce.unknown_media, commerce.unknown_sku,
PT409 commerce.version_conflict, PT422 commerce.invalid_media.
Example: {"media_id": 1, "patch": {"position": 5}, "expected_version": 1}
Budget: 200 ms.
$$;

create or replace function api.delete_media(media_id bigint)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.delete_media(p_media_id => media_id);
$$;
grant execute on function api.delete_media(bigint) to authenticated, service_role;
comment on function api.delete_media(bigint) is
$$Delete an image of a product, with all its versions.

For app roles admin and buyer. A job deletes its files from the storage, except those
that another image has too. The only image that a published product shows stays.
Returns: {media_id: bigint, product_id: bigint}
Errors: PT403 core.not_permitted, PT404 commerce.unknown_media, PT409
commerce.last_image.
Emits: commerce.media.deleted {v, product_id, media_id, urls} on commerce:media:<product
id>; urls are those of the active version, which caches may drop.
Example: {"media_id": 2}
Budget: 200 ms.
$$;

create or replace function api.list_media(product_id bigint, after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.list_media(p_product_id => product_id, p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_media(bigint, text, integer) to authenticated, service_role;
comment on function api.list_media(bigint, text, integer) is
$$The images of a product that the caller may see, in order.

image is the active version, null until one is ready. sku is the variant that it shows,
null for the product as a whole. A URL has a hash of the content in it and may be cached
for ever.
Returns: {items: [{media_id: bigint, sku: text | null, position: integer, alt_text:
text, version: bigint, image: {version: integer, content_type: text, width: integer,
height: integer, dominant_colour: text, url: text, renditions:
[list_media_versions.items.renditions]} | null}], next: text | null}
Units: page_size from 1 to 500; width and height in pixels.
Errors: PT404 commerce.unknown_product, PT422 core.invalid_cursor,
core.invalid_page_size.
Example: {"product_id": 1}
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
$$Merge up to 1,000 changes of the PMS; the outcomes are in the order of the changes.

Needs app role admin, or the service role. external_id of inventory is <SKU>@<location>.
fields: at least one; sku, title, description, category, price_minor and deleted of a
product, on_hand of inventory, status of an order. version: the PMS's, raised by each of
its writes; seen: the version of ours that the PMS knew, 0 if none. Changes may come
late, repeated and in any order. A time more than 5 minutes ahead of the server becomes
the server's time. All changes of a call are one transaction, about 2 ms each: send 50
at a time where others write too.
outcome applied: a value stands here; kept: it was older or lost to a later write;
conflict: both sides changed a field, or it was refused, see list_sync_conflicts;
duplicate: it was known. conflicts has the fields in conflict; version is ours.
Takes: {changes: [{entity: "product" | "inventory" | "order", external_id: text,
version: bigint, at: timestamptz, seen?: bigint | null, fields: {sku?: text, title?:
text, description?: text, category?: text | null, price_minor?: bigint | null, deleted?:
boolean, on_hand?: bigint, status?: get_order.status}}]}
Returns: [{entity: "product" | "inventory" | "order", external_id: text, outcome:
"applied" | "kept" | "conflict" | "duplicate", version: bigint, conflicts: [text]}]
Units: price_minor in minor units of the default price list; on_hand in the unit of the
variant.
Errors: PT422 commerce.invalid_changes, commerce.too_many_changes, PT403
core.not_permitted.
Emits: commerce.sync.changed on commerce:sync:pms where the PMS's value lost;
commerce.product.created, .updated, .deleted, .restored on commerce:product:<id>.
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
$$Open conflicts of a source, the oldest first.

Needs app role admin or buyer. pms and ours are null where a side has not written.
reason concurrent: both sides changed the field, and its policy is to ask;
contradiction: the source sent two values under one version; refused: the value cannot
stand here, fault says why.
Returns: {items: [{conflict_id: bigint, entity: "product" | "inventory" | "order",
external_id: text, field: text, pms: {value: jsonb, version: bigint, at: timestamptz,
seen: bigint} | null, ours: {value: jsonb, version: bigint, at: timestamptz, seen:
bigint} | null, policy: list_sync_policies.items.policy, reason: "concurrent" |
"contradiction" | "refused", fault: text | null, created_at: timestamptz}], next: text |
null}
Units: page_size from 1 to 500.
Errors: PT404 commerce.unknown_source, PT422 core.invalid_cursor,
core.invalid_page_size, PT403 core.not_permitted.
Example: {"source": "pms"}
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
$$Resolve an open conflict by `choice`: pms or ours.

Needs app role admin or buyer. The chosen value stands here at once, and the source gets
it as a local change.
Returns: {conflict_id: bigint, entity: "product" | "inventory" | "order", external_id:
text, field: text, value: jsonb, version: bigint}
Errors: PT404 commerce.unknown_conflict, PT409 commerce.conflict_resolved,
commerce.choice_refused if the value cannot stand here, PT422 core.invalid_argument,
PT403 core.not_permitted.
Emits: commerce.sync.changed on commerce:sync:<source>; commerce.product.updated,
.deleted, .restored on commerce:product:<id>.
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
$$How far the synchronisation with a source is.

Needs app role admin, buyer or warehouse. What differed before the last successful run
began is equal on both sides or a listed conflict; lag_seconds is how long ago that was.
Both are null before the first success. records: how many of each entity.
next_run_at is null if no schedule is enabled.
Returns: {source: text, is_connected: boolean, last_success_at: timestamptz | null,
lag_seconds: bigint | null, last_run: {run_id: bigint, kind: "full" | "incremental",
is_dry_run: boolean, status: "running" | "succeeded" | "failed" | "interrupted",
started_at: timestamptz, finished_at: timestamptz | null, counts: {[text]: bigint},
fault: text | null} | null, records: {[text]: bigint}, open_conflicts: bigint,
next_run_at: timestamptz | null}
Errors: PT404 commerce.unknown_source, PT403 core.not_permitted.
Example: {"source": "pms"}
Budget: 200 ms.
$$;

create or replace function api.list_sync_policies(source text default 'pms')
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.list_sync_policies(p_source => source);
$$;
grant execute on function api.list_sync_policies(text) to authenticated, service_role;
comment on function api.list_sync_policies(text) is
$$The policies of a source, by entity and field.

For app roles admin and buyer. A field `*` is for the fields of the entity without a
policy of their own; what neither has is newest. set_sync_policy explains the policies.
There is always one page.
Returns: {items: [{entity: "product" | "inventory" | "order", field: text, policy:
"pms_wins" | "we_win" | "newest" | "ask"}], next: null}
Errors: PT403 core.not_permitted, PT404 commerce.unknown_source.
Example: {"source": "pms"}
Budget: 100 ms.
$$;

create or replace function api.set_sync_policy(source text, entity text, field text, policy text)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.set_sync_policy(p_source => source, p_entity => entity, p_field => field, p_policy => policy);
$$;
grant execute on function api.set_sync_policy(text, text, text, text) to authenticated, service_role;
comment on function api.set_sync_policy(text, text, text, text) is
$$Set which side stands when both changed a field at once; for app role admin.

It is audited, and counts from the next decision. entity: product, inventory or order.
field: one of the entity, or `*` for those without a policy of their own. policy:
pms_wins, we_win, newest, ask; null deletes it, so that of `*` counts, or newest: the
answer has the policy that counts. Open conflicts stay open.
Returns: list_sync_policies.items
Errors: PT403 core.not_permitted, PT404 commerce.unknown_source, PT422
commerce.invalid_policy.
Example: {"source": "pms", "entity": "product", "field": "title", "policy": "we_win"}
Budget: 200 ms.
$$;

create or replace function api.set_tax_rate(tax_class text, rate_percent numeric, country text default null, valid_from timestamptz default null, valid_until timestamptz default null)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.set_tax_rate(p_tax_class => tax_class, p_rate_percent => rate_percent, p_country => country, p_valid_from => valid_from, p_valid_until => valid_until);
$$;
grant execute on function api.set_tax_rate(text, numeric, text, timestamptz, timestamptz) to authenticated, service_role;
comment on function api.set_tax_rate(text, numeric, text, timestamptz, timestamptz) is
$$Set the tax rate of a class for a period; for app role admin.

The period is from valid_from (without it: now) until valid_until (without it: for
good). It replaces what the class has in that country for the period: a period that
reaches into it is cut, one that surrounds it is split. The first rate of a class makes
the class. country is that of the addresses of orders, in any case; without it the rate
counts in every country that has none. Orders that are there keep their taxes. It is
audited.
Returns: list_tax_rates.items
Units: percent, 0 to 100, with up to 4 decimals.
Errors: PT403 core.not_permitted, PT422 commerce.invalid_tax_rate,
core.invalid_argument.
Example: {"tax_class": "reduced", "rate_percent": 5, "country": "PH"}
Budget: 200 ms.
$$;

create or replace function api.list_tax_rates(after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.list_tax_rates(p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_tax_rates(text, integer) to authenticated, service_role;
comment on function api.list_tax_rates(text, integer) is
$$The tax rates in the order in which they were entered.

country: null counts in every country that has no rate of its own. valid_from and
valid_until: null for no bound. A product names its tax class.
Returns: {items: [{id: bigint, tax_class: text, country: text | null, rate_percent:
numeric, valid_from: timestamptz | null, valid_until: timestamptz | null}], next: text |
null}
Units: percent; page_size from 1 to 500.
Errors: PT422 core.invalid_cursor, core.invalid_page_size.
Example: {"page_size": 20}
Budget: 100 ms.
$$;
