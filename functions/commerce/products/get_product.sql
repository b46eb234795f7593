-- commerce.get_product: one product with its variants, prices and components.
--
-- Invoker: customers see published products, staff sees all.

create or replace function commerce.get_product(p_product_id bigint)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_product constant jsonb := commerce._show_product(p_product_id);
begin
    if v_product is null then
        perform core.raise_error(
            'commerce.unknown_product',
            format('There is no product %s.', core.excerpt(p_product_id::text))
        );
    end if;
    return v_product;
end;
$$;

grant execute on function commerce.get_product(bigint) to authenticated, service_role;

comment on function commerce.get_product(bigint) is
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
