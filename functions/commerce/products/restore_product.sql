-- commerce.restore_product: take back the deletion of a product.
--
-- Locks the product. Definer: no role may write the tables directly.

create or replace function commerce.restore_product(p_product_id bigint)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform core.require_role('admin', 'buyer');
    update commerce.products
    set deleted_at = null
    where id = p_product_id and deleted_at is not null;
    if found then
        perform commerce._emit_product(p_product_id, 'restored');
    end if;
    return commerce.get_product(p_product_id);
end;
$$;

grant execute on function commerce.restore_product(bigint)
to authenticated, service_role;

comment on function commerce.restore_product(bigint) is
$$Restore a deleted product as a draft, or archived if it was published.

For app roles admin and buyer. A product that is not deleted stays as it is.
Returns: get_product
Errors: PT403 core.not_permitted, PT404 commerce.unknown_product.
Emits: commerce.product.restored on commerce:product:<id>.
Example: {"product_id": 4}
Budget: 200 ms.
$$;
