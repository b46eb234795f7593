-- commerce._find_shown_variant: the variant of a product that an image shows.

create or replace function commerce._find_shown_variant(p_product_id bigint, p_sku text)
    returns bigint
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_id bigint;
begin
    if p_sku is null then
        return null;
    end if;

    select v.id
    into v_id
    from commerce.variants as v
    where v.product_id = p_product_id and v.sku = upper(p_sku);
    if not found then
        perform core.raise_error(
            'commerce.unknown_sku',
            format('Product %s has no SKU %L.', p_product_id, core.excerpt(p_sku))
        );
    end if;
    return v_id;
end;
$$;

comment on function commerce._find_shown_variant(bigint, text) is
$$Its id; null for a null SKU.

Errors: PT404 commerce.unknown_sku, also for a variant of another product.
$$;
