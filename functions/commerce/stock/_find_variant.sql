-- commerce._find_variant: the id of a SKU that has stock; raises if there is none.
--
-- To customers, a SKU that is not published does not exist, a bundle's included.

create or replace function commerce._find_variant(p_sku text)
    returns bigint
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_sku constant text := upper(core.read_text(
        'sku', p_sku, 1, 64, 'commerce.unknown_sku'
    ));
    v_id bigint;
    v_is_bundle boolean;
begin
    select v.id, v.is_bundle
    into v_id, v_is_bundle
    from commerce.variants as v
    inner join commerce.products as p on v.product_id = p.id
    where
        v.sku = v_sku
        and p.deleted_at is null
        and (
            p.status = 'published'
            or core.can_act_as('admin', 'buyer', 'warehouse')
        );
    if v_id is null then
        perform core.raise_error(
            'commerce.unknown_sku', format('There is no SKU %L.', core.excerpt(v_sku))
        );
    end if;
    if v_is_bundle then
        perform core.raise_error(
            'commerce.bundle_has_no_stock', format('%s is a bundle.', v_sku)
        );
    end if;
    return v_id;
end;
$$;

grant execute on function commerce._find_variant(text) to authenticated, service_role;

comment on function commerce._find_variant(text) is
$$The id of the variant with this SKU, in any case; no bundle and no deleted product.

Errors: PT404 commerce.unknown_sku, PT422 commerce.bundle_has_no_stock.
$$;
