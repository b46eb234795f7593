-- Rendered from functions/api/commerce.sql.j2; edit that file, not this one.
-- The RPCs of commerce that schema api exposes.

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
$$Create a product as a draft; for app roles admin and buyer. Returns it as get_product
does.

`product`: {title, description, category (its category_key), brand (its brand_key),
attributes, available_from, available_until, variants}, title and variants at least.
Each of up to 100 variants: {sku, options, barcode, unit, weight_grams, length_mm,
width_mm, height_mm, price_minor, sale_price_minor, prices, components}, the SKU at
least. The fields of a single variant may stand at the top instead. price_minor is the
price on the default list from now on; prices has those of other lists and periods:
[{price_list, amount_minor, sale_amount_minor, valid_from, valid_until}]. A variant with
components, [{sku, quantity}], is a bundle. SKUs are stored in upper case; the SKU of a
deleted product stays taken. Every fault is in the detail; validate_record returns the
same ones as JSON.
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
$$Change a product that has the expected version; for app roles admin and buyer. Returns
it as get_product does.

`patch` has the fields of create_product that change; null clears a field. Its variants
are changed by SKU, and a SKU that the product does not have is added; the other
variants stay. A changed price_minor counts from now on, null ends the price; prices are
set as set_price does; components replace those of the bundle. A published product keeps
its category and its prices. A patch that changes nothing leaves the version.
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
$$Delete a product that has no stock, no open reservation and is in no bundle; for app
roles admin and buyer. Returns it as get_product does.

It can be restored (restore_product); until then its SKUs stay taken. A published one
becomes archived.
Errors: PT403 core.not_permitted; PT404 commerce.unknown_product; PT409
commerce.version_conflict, commerce.product_in_use.
Emits: commerce.product.deleted on commerce:product:<id>.
Example: {"product_id": 1}
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
$$Restore a deleted product as a draft, or archived if it was published; for app roles
admin and buyer. Returns it as get_product does. Another product stays as it is.

Errors: PT403 core.not_permitted, PT404 commerce.unknown_product.
Emits: commerce.product.restored on commerce:product:<id>.
Example: {"product_id": 1}
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
$$Publish a draft or archived product; for app roles admin and buyer. Returns it as
get_product does. A published one stays as it is.

It needs a category, a SKU and a price on the default list for each variant, an active
image if the setting commerce.publish_needs_image is on, and a stock level of each
variant but bundles at every active location with the full range. All faults are in the
detail; publishable_faults returns them as JSON.
Errors: PT403 core.not_permitted; PT404 commerce.unknown_product; PT409
commerce.version_conflict; PT422 commerce.product_not_publishable.
Emits: commerce.product.published on commerce:product:<id>.
Example: {"product_id": 1}
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
$$Archive a published product: customers no longer see it; for app roles admin and
buyer. Returns it as get_product does. An archived one stays as it is, and can be
published again.

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
$$Every fault that publish_product would refuse a product for: [{field, code, message,
severity}]; for app roles admin and buyer. Warnings do not refuse it.

The rules of commerce.publication (price, category, SKU, image, stock levels), and those
of commerce.product for what is stored.
Errors: PT403 core.not_permitted, PT404 commerce.unknown_product.
Example: {"product_id": 1}
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
$$A product: {id, title, description, category, brand, attributes, status,
available_from, available_until, published_at, deleted_at, version, created_at,
updated_at, variants}.

Each variant: {id, sku, options, barcode, unit, weight_grams, length_mm, width_mm,
height_mm, is_bundle, version, price_minor, sale_price_minor, prices, components}.
price_minor is the price on the default list now. A customer sees published products
only, staff also drafts, archived and deleted ones.
Units: prices in minor units of the list's currency.
Errors: PT404 commerce.unknown_product.
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
$$Products in the order of their ids: {items: [{id, title, category, brand, status,
available_from, available_until, published_at, deleted_at, version, updated_at, skus,
price_minor}], next}.

`search`: each word begins a word of the title or the description, or the search begins
a SKU, or it is similar to a part of the title (with pg_trgm; without it, typing errors
are not tolerated). `status`: draft, published, archived or deleted; without it all but
deleted ones. Customers see published products only. `category`: a category_key, with
all categories below it. A new product has the highest id, so pages that follow each
other neither repeat nor miss one. price_minor is the lowest price of its variants on
the default list now.
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
$$Every fault of a record: [{field, code, message, severity}]; for app roles admin and
buyer.

`entity`: commerce.product checks what create_product would; with the id of a product in
the record, what update_product would. commerce.variant, commerce.price and the entities
of other modules that have rules are checked alone. field is where it is, such as
variants.0.sku; null for a rule on several fields. code is the rule's name. Faults of
severity warning do not refuse a record.
Errors: PT403 core.not_permitted, PT422 core.unknown_entity, core.invalid_argument.
Example: {"entity": "commerce.product", "record": {"title": "Mug", "sku": "MUG-1"}}
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
$$Set what a variant costs on a price list from `valid_from` (without it: now) until
`valid_until` (without it: for good); for app roles admin and buyer. Returns the variant
as get_product does.

It replaces what the list has for that period: a period that reaches into it is cut, one
that surrounds it is split. It raises the version of the product.
Units: minor units of the list's currency, per unit of the variant.
Errors: PT403 core.not_permitted; PT404 commerce.unknown_sku, commerce.unknown_product;
PT422 commerce.invalid_price.
Emits: commerce.product.updated on commerce:product:<id>.
Example: {"sku": "MUG-1", "price_list": "standard", "amount_minor": 19900,
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
$$The price lists by code: {items: [{code, currency, is_default, has_tax_included}],
next}.

currency is ISO 4217. The default list prices an order that names none.
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
$$Add a location; for app role admin. Returns it as list_locations does.

`code` is stored in upper case; `kind` is store or warehouse; `city` is a PSGC code;
`pick_position` is the order in which reservations take stock. With the full range it
gets a stock level of every variant at once.
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
$$Change a location; for app role admin. Null leaves a value. Returns it as
list_locations does.

An inactive location keeps its stock, but orders and reservations no longer use it. One
that is active again gets the stock levels that it lacks.
Errors: PT403 core.not_permitted; PT404 commerce.unknown_location; PT409
commerce.version_conflict; PT422 commerce.invalid_location.
Example: {"location": "MNL-1", "is_active": false}
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
$$Stores and warehouses by code: {items: [{code, name, kind, city, position, is_active,
has_full_range, version}], next}.

city is a PSGC code. position is the order in which reservations take stock.
Units: page_size from 1 to 500.
Errors: PT422 core.invalid_cursor, core.invalid_page_size.
Budget: 100 ms.
$$;
