-- commerce.product_page: a published product as a shop shows it, from the cache.
--
-- A product that is not published is refused before the cache is asked, so that unknown
-- ids do not fill it. Definer: customers have no grant on stock, nor on the cache.

create or replace function commerce.product_page(p_product_id bigint)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_page jsonb;
begin
    if exists (
        select
        from commerce.products as p
        where
            p.id = p_product_id and p.status = 'published' and p.deleted_at is null
    ) then
        v_page := nullif(
            core.cached(
                'commerce.product_page', jsonb_build_object('product_id', p_product_id)
            ),
            'null'
        );
    end if;
    if v_page is null then
        perform core.raise_error(
            'commerce.unknown_product',
            format('There is no published product %s.', core.excerpt(p_product_id::text))
        );
    end if;
    return v_page;
end;
$$;

grant execute on function commerce.product_page(bigint) to authenticated, service_role;

comment on function commerce.product_page(bigint) is
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
