-- Rendered from functions/api/commerce.sql.j2; edit that file, not this one.
-- The RPCs of commerce that schema api exposes.

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

p_lines: up to 200 of {sku, quantity, location}; without location, any may send it. A
bundle is one line; its components are reserved. Prices are those of the default price
list now, the sale price where there is one. Tax is rounded half up: per line, or for
all lines together, as setting commerce.tax_rounding says. p_ship_to: {name, street,
city, country, postal_code, region, phone}; the first four are needed.
Returns {order_id, version, status, currency, total_minor, tax_minor, payment_due_at}.
Without a payment until then the order is cancelled.
Units: amounts in minor units of currency; quantity from 1 to 100000.
Errors: PT403 core.not_permitted, PT422 commerce.invalid_lines, PT422
commerce.too_many_lines, PT422 core.invalid_argument, PT404 commerce.unknown_sku, PT404
commerce.unknown_location, PT422 commerce.price_missing, PT409
commerce.insufficient_stock, PT422 core.idempotency_key_reused, PT409
core.idempotency_key_in_use.
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

p_payment: {amount_minor, currency, method, reference}; the amount is the order's total,
the currency, if sent, is the order's. The parcels can then be packed. Returns
{order_id, version, status}.
Errors: PT404 commerce.unknown_order, PT403 core.not_permitted, PT409
commerce.version_conflict, PT409 commerce.transition_refused, PT410
commerce.reservation_expired, PT422 commerce.payment_mismatch, PT422
core.invalid_argument, PT422 core.idempotency_key_reused, PT409
core.idempotency_key_in_use.
Emits: commerce.order.paid.
Example: {"order_id": 1, "payment": {"amount_minor": 20000, "method": "card"}}
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

p_parcels: up to 200 of {parcel, sku, quantity}: with sku and quantity only these pieces
are packed, and the rest becomes a new parcel; null packs all that the caller may. The
pieces of a bundle are its components. Returns {order_id, version, status, parcels:
[{parcel, pieces: {"<variant id>": quantity}, rest: {parcel, pieces}}]}.
Errors: PT404 commerce.unknown_order, PT404 commerce.unknown_parcel, PT404
commerce.unknown_sku, PT403 core.not_permitted, PT409 commerce.version_conflict, PT409
commerce.transition_refused, PT422 commerce.invalid_lines, PT422
commerce.too_many_lines, PT422 core.invalid_argument.
Emits: commerce.order.packed.
Example: {"order_id": 1, "parcels": [{"parcel": 1, "sku": "SHIRT-S", "quantity": 1}]}
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

p_parcels: their numbers; null: all packed ones that the caller may ship. The pieces go
from reserved to sold. Returns {order_id, version, status, parcels}.
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

p_parcels: their numbers; null: all shipped ones of the caller's locations. Returns
{order_id, version, status, parcels}.
Errors: PT404 commerce.unknown_order, PT404 commerce.unknown_parcel, PT403
core.not_permitted, PT409 commerce.version_conflict, PT409 commerce.transition_refused,
PT422 core.invalid_argument.
Emits: commerce.order.delivered.
Example: {"order_id": 1, "parcels": [1]}
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

A customer cannot cancel what is packed. A payment goes back by refund_order. Returns
{order_id, version, status}.
Units: reason has at most 500 characters.
Errors: PT404 commerce.unknown_order, PT403 core.not_permitted, PT409
commerce.version_conflict, PT409 commerce.transition_refused, PT422
core.invalid_argument.
Emits: commerce.order.cancelled.
Example: {"order_id": 1, "reason": "Ordered twice."}
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

p_lines: up to 200 of {sku, quantity, location, state}: where each piece arrived, and
whether it is on_hand or damaged there. The pieces of a bundle are its components. An
order with all pieces back is returned. A payment goes back by refund_order. Returns
{order_id, version, status}.
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

p_amount_minor: null is all that was paid and not refunded. An order with all of its
payment back is refunded. Returns {order_id, version, status, amount_minor}.
Units: amount_minor in minor units of the order's currency; reason has at most 500
characters.
Errors: PT404 commerce.unknown_order, PT403 core.not_permitted, PT409
commerce.version_conflict, PT409 commerce.transition_refused, PT422
core.invalid_argument, PT422 core.idempotency_key_reused, PT409
core.idempotency_key_in_use.
Emits: commerce.order.refunded.
Example: {"order_id": 1, "amount_minor": 10000, "reason": "A piece was damaged."}
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

Returns {id, version, status, user_id, currency, ship_to, reservation_id, lines: [{line,
variant_id, sku, title, quantity, unit_price_minor, discount_minor, tax_rate,
has_tax_included, tax_minor, total_minor}], parcels: {"<number>": {location_id, location,
status, pieces: {"<variant id>": quantity}, packed_at, shipped_at, delivered_at,
tracking}}, returned: {"<variant id>": quantity}, subtotal_minor, discount_minor,
tax_minor, total_minor, paid_minor, refunded_minor, placed_at, payment_due_at, paid_at,
payment, cancelled_at, cancel_reason, changed_at}.
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

p_status: only orders in this status. Returns {items: [{id, version, status, user_id,
currency, total_minor, paid_minor, refunded_minor, placed_at, payment_due_at}], next}.
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

Returns {items: [{version, type, command, from_status, to_status, payload, actor_id,
at}], next}.
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

For app roles admin and warehouse. p_location: its code; p_status: waiting, open, packed,
shipped, delivered or cancelled. Returns {items: [{order_id, parcel, location, status,
tracking, ship_to, packed_at, shipped_at, delivered_at, pieces: [{sku, quantity}]}],
next}.
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

Orders go on meanwhile. Returns {operation_id}; get_operation shows its progress.
Errors: PT403 core.not_permitted, PT429 core.too_many_operations.
Emits: core.operation.finished.
Budget: 200 ms.
$$;
