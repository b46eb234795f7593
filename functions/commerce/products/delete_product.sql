-- commerce.delete_product: delete a product that nothing holds; its row stays.
--
-- Locks the stock levels in key order, then the product, so no piece comes or is
-- reserved while it is decided. Definer: no role may write the tables directly.

create or replace function commerce.delete_product(
    p_product_id bigint, p_expected_version bigint default null
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_use text;
begin
    perform core.require_role('admin', 'buyer');
    perform
    from commerce.stock_levels as l
    inner join commerce.variants as v on l.variant_id = v.id
    where v.product_id = p_product_id
    order by l.variant_id, l.location_id, l.bucket
    for no key update of l;
    perform commerce._lock_product(p_product_id, p_expected_version);

    v_use := commerce._use_of_product(p_product_id);
    if v_use is not null then
        perform core.raise_error('commerce.product_in_use', v_use);
    end if;
    update commerce.products
    set
        deleted_at = core.now(),
        status = case status when 'published' then 'archived' else status end
    where id = p_product_id;
    perform commerce._emit_product(p_product_id, 'deleted');
    return commerce._show_product(p_product_id);
end;
$$;

grant execute on function commerce.delete_product(bigint, bigint)
to authenticated, service_role;

comment on function commerce.delete_product(bigint, bigint) is
$$Delete a product that has no stock, no open reservation and is in no bundle.

For app roles admin and buyer. It can be restored (restore_product); until then its SKUs
stay taken. A published one becomes archived.
Returns: get_product
Errors: PT403 core.not_permitted; PT404 commerce.unknown_product; PT409
commerce.version_conflict, commerce.product_in_use.
Emits: commerce.product.deleted on commerce:product:<id>.
Example: {"product_id": 3}
Budget: 200 ms.
$$;
