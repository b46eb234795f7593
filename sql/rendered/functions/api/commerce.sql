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

Needs app role warehouse or admin. A row is {sku, location, quantity, amount_minor,
sold_at, currency, reference}. A negative quantity, with a negative amount, is a return.
currency: default that of the default price list. reference: such as a receipt; a row
whose reference, SKU and location were recorded before is left out. The movements count
from sold_at. Returns {recorded, repeated}.
Units: the unit of the variant; amount_minor for the whole quantity in minor units.
Errors: PT409 commerce.insufficient_stock, PT422 commerce.invalid_sales,
commerce.too_many_sales, commerce.bundle_has_no_stock, core.invalid_argument,
core.idempotency_key_reused, PT404 commerce.unknown_sku, commerce.unknown_location, PT409
core.idempotency_key_in_use, PT403 core.not_permitted.
Emits: commerce.stock.changed on commerce:stock:<sku>, shortly after.
Example: {"rows": [{"sku": "MUG", "location": "SHOP", "quantity": 1,
"amount_minor": 12900, "sold_at": "2026-01-02T10:00:00Z", "reference": "receipt-17"}]}
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

by: day, week, month, product, sku, category, brand or location. One row per group and
currency: {key, name, currency, quantity, amount_minor, as_of}. The key is the first day
of a day, week (Monday) or month, an id of a product, a SKU, the key of a category or
brand, the code of a location; null: without a category or brand. Days come in order,
other groups by amount, the greatest first; at most 1,000 rows. A period has at most
1,827 days; by day, 366.
as_of: the answer is true for this moment; null before the first refresh.
Needs app role admin, analyst or buyer. CSV with the header Accept: text/csv.
Units: amount_minor in minor units of the currency; quantity in the units of the
variants; days in the time zone of the setting commerce.time_zone.
Errors: PT422 commerce.invalid_period, commerce.unknown_grouping, PT403
core.not_permitted.
Budget: 2000 ms.
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

First in, first out: what is on hand came with the latest receipts, transfers, returns and
corrections of its location. Rows {key, name, quantity, days_0_30, days_31_60, days_61_90,
days_over_90, as_of}, the most over 90 days first; at most 1,000.
as_of: the answer is true for this moment, and ages end there; null before the first
refresh.
Needs app role admin, analyst or buyer. CSV with the header Accept: text/csv.
Units: quantities in the units of the variants; days in commerce.time_zone.
Errors: PT422 commerce.unknown_grouping, PT403 core.not_permitted.
Budget: 1000 ms.
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

Rows {sku, title, quantity, quantity_before, change, change_percent, as_of}, the most sold
first. quantity_before is that of the period of the same length just before;
change_percent is null where it was 0. A period has at most 1,827 days.
as_of: the answer is true for this moment; null before the first refresh.
Needs app role admin, analyst or buyer. CSV with the header Accept: text/csv.
Units: quantities in the units of the variants, less what was returned; days in
commerce.time_zone; change_percent in percent of quantity_before.
Errors: PT422 commerce.invalid_period, PT403 core.not_permitted.
Budget: 2000 ms.
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
$$SKUs of which a location has no more free pieces than their minimum.

Free: on hand and not reserved; the minimum is the safety stock. Rows {sku, title,
free_quantity, minimum, missing, as_of}, the most missing first; at most 1,000. Backorders
make free_quantity negative.
as_of: now; the answer comes from the levels themselves.
Needs app role admin, analyst or buyer. CSV with the header Accept: text/csv.
Units: quantities in the units of the variants.
Errors: PT404 commerce.unknown_location, PT403 core.not_permitted.
Budget: 1000 ms.
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
$$A published product: {id, title, description, attributes, available_from,
available_until, as_of, variants}.

Each variant: {sku, options, unit, currency, price_minor, sale_price_minor, available,
locations: [{location, available}]}; the price is that on the default list. A bundle has
no locations, and is available as far as its components are. The answer is cached:
as_of says when it was computed. It follows changes of product, variants and prices at
once, of stock within about a second; a period of prices may begin up to 6 minutes late.
Units: prices in minor units of the currency; available in the unit of the variant.
Errors: PT404 commerce.unknown_product.
Budget: 100 ms.
$$;
