-- commerce.create_product: create a draft with its variants, prices and components.
--
-- Definer: no role may write the tables directly. One transaction, so all of it is
-- stored or nothing.

create or replace function commerce.create_product(
    p_product jsonb, p_idempotency_key text default null
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_product jsonb;
begin
    perform core.require_role('admin', 'buyer');
    v_product := core.read_json(
        'product', p_product, 'object', 1000000, 'commerce.invalid_product'
    );
    if v_product is null then
        perform core.raise_error('commerce.invalid_product', 'product is missing.');
    end if;

    return core.answer_once('commerce._create_product', p_idempotency_key, v_product);
end;
$$;

grant execute on function commerce.create_product(jsonb, text)
to authenticated, service_role;

comment on function commerce.create_product(jsonb, text) is
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
