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
$$A product: {id, title, description, category, brand, attributes, status,
starts_at, ends_at, published_at, deleted_at, version, created_at,
updated_at, variants}.

Each variant: {id, sku, options, barcode, unit, weight_grams, length_mm, width_mm,
height_mm, is_bundle, version, price_minor, sale_price_minor, prices, components}.
price_minor is the price on the default list now. A customer sees published products
only, staff also drafts, archived and deleted ones.
Units: prices in minor units of the list's currency.
Errors: PT404 commerce.unknown_product.
Budget: 100 ms.
$$;
