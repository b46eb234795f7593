-- Rendered from functions/api/commerce.sql.j2; edit that file, not this one.
-- The RPCs of commerce that schema api exposes.

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
$$Make or replace a vendor; returns it. For app role admin.

vendor: {name, currency, lead_time_days, order_days, timezone, approval_limit_minor,
api_url, webhook_source, is_active}. order_days: weekdays, 1 (Monday) to 7, in timezone.
A proposal that costs at most approval_limit_minor is approved by itself; 0: none is.
api_url: where orders are posted; without it a person orders. webhook_source: a source
that register_webhook_source has made with job kind commerce.acknowledge_purchase; its
secret signs the orders. Defaults: 7 days, every day, UTC, 0, active.
expected_version: that of the vendor that was seen; 0: there is none yet.
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
$$The vendors, for staff: {items: [{id, code, name, currency, lead_time_days,
order_days, timezone, approval_limit_minor, api_url, webhook_source, is_active, version,
created_at, updated_at}], next}.

Units: page_size from 1 to 500; approval_limit_minor in minor units of currency.
Errors: PT403 core.not_permitted, PT422 core.invalid_cursor, core.invalid_page_size.
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
$$Make or replace the reorder rule of a SKU at a location: {sku, location, version,
is_enabled}.

rule: {vendor, method, minimum, maximum, pack_size, service_factor, cover_days,
lead_time_days, unit_cost_minor, is_enabled}. method min_max: below minimum, up to
maximum. method demand: below the mean sales of the lead time and the safety stock, up
to that and cover_days; minimum is then a floor, maximum a cap. Defaults: pack_size 1,
service_factor 1.645 (95 % of cycles), cover_days 7, lead_time_days of the vendor.
expected_version: that of the rule that was seen; 0: there is none yet.
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
$$Reorder rules, for staff: {items: [{variant_id, location_id, sku, location, vendor,
method, minimum, maximum, pack_size, service_factor, cover_days, lead_time_days,
unit_cost_minor, currency, is_enabled, version, updated_at}], next}.

Units: page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT422 core.invalid_cursor, core.invalid_page_size.
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
$$Proposals of a status, for staff: {items: [{id, sku, location, vendor, quantity,
pack_size, unit_cost_minor, cost_minor, currency, reasons, status, purchase_order_id,
created_at, updated_at, decided_by, decided_at, decided_reason}], next}.

reasons: what was counted: {method, on_hand, reserved, in_transit, purchased,
mean_daily, deviation_daily, lead_days, wait_days, reorder_point, target, pack_size}.
Units: page_size from 1 to 500; costs in minor units of currency.
Errors: PT403 core.not_permitted, PT422 core.invalid_cursor, core.invalid_page_size,
core.invalid_argument.
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
$$Approve an open proposal: {proposal_id, status, quantity, purchase_order_id}.

quantity: another than the proposed one, a multiple of the pack size. What is approved
for one vendor and location is one purchase order until it is sent: on the vendor's next
order day, and not before commerce.purchase_delay_seconds.
Errors: PT403 core.not_permitted, PT404 commerce.unknown_proposal, PT409
commerce.transition_refused, PT422 commerce.invalid_quantity.
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
$$Dismiss an open proposal: {proposal_id, status}.

The same need is not proposed again for commerce.reorder_quiet_days; a greater one is.
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
$$Purchase orders, newest first: {items: [as get_purchase_order, without lines], next}.

status: null for all. For buyers; for a warehouse, orders to its locations.
Units: page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT422 core.invalid_cursor, core.invalid_page_size,
core.invalid_argument.
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
$$A purchase order: {id, vendor, location, status, currency, total_minor,
vendor_reference, fault, is_short, created_by, created_at, sent_at, acknowledged_at,
closed_at, closed_reason, lines: [{line, sku, quantity, received, is_over,
unit_cost_minor}]}.

status: draft (collects approved proposals), sent, acknowledged, failed (see fault),
received, cancelled. For buyers; for a warehouse, orders to its locations.
Units: money in minor units of currency, quantities in variants.unit.
Errors: PT403 core.not_permitted, PT404 commerce.unknown_purchase.
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
$$Book in a delivery of a purchase order, or a part of one; returns the order, as
get_purchase_order does.

lines: [{sku, quantity}]. The order is closed when all of it has come, or with is_last:
then it may be short (is_short), and lines may be empty. More than was ordered is
received up to commerce.over_delivery_percent, and the line says is_over. A warehouse
receives at its own locations.
Errors: PT403 core.not_permitted, PT404 commerce.unknown_purchase, PT409
commerce.transition_refused, PT422 commerce.invalid_lines, commerce.too_many_lines,
commerce.over_delivery.
Emits: commerce.purchase.arrived, commerce.purchase.received.
Units: quantity in variants.unit.
Example: {"purchase_order_id": 1, "lines": [{"sku": "SHIRT-S", "quantity": 12}]}
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
$$Cancel a purchase order of which nothing has come; returns it.

The vendor is not told: agree it with them, or follow the event by a webhook. What is
still needed is proposed again.
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
$$Send a failed purchase order again; returns it.

One that the vendor refused is another order to them; one that had no answer goes under
the same idempotency key, since it may have arrived.
Errors: PT403 core.not_permitted, PT404 commerce.unknown_purchase, PT409
commerce.transition_refused.
Example: {"purchase_order_id": 1}
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

Returns the order, which is acknowledged.

Errors: PT403 core.not_permitted, PT404 commerce.unknown_purchase, PT409
commerce.transition_refused, PT422 core.invalid_argument.
Emits: commerce.purchase.acknowledged.
Example: {"purchase_order_id": 1, "vendor_reference": "A-1001"}
Budget: 200 ms.
$$;
