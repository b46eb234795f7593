-- commerce.publish_product: publish a draft or an archived product.
--
-- Locks the product. Definer: no role may write the tables directly.

create or replace function commerce.publish_product(
    p_product_id bigint, p_expected_version bigint default null
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_product commerce.products;
begin
    perform core.require_role('admin', 'buyer');
    v_product := commerce._lock_product(p_product_id, p_expected_version);
    if v_product.status = 'published' then
        return commerce._show_product(p_product_id);
    end if;

    perform commerce._refuse_faults(
        'commerce.product_not_publishable', commerce.publishable_faults(p_product_id)
    );
    update commerce.products
    set status = 'published', published_at = core.now()
    where id = p_product_id;
    perform commerce._emit_product(p_product_id, 'published');
    return commerce._show_product(p_product_id);
end;
$$;

grant execute on function commerce.publish_product(bigint, bigint)
to authenticated, service_role;

comment on function commerce.publish_product(bigint, bigint) is
$$Publish a draft or archived product; for app roles admin and buyer.

A published one stays as it is. It needs a category, a SKU and a price on the default
list for each variant, an active image if the setting commerce.publish_needs_image is
on, and a stock level of each variant but bundles at every active location with the full
range. All faults are in the detail; publishable_faults returns them as JSON.
Returns: get_product
Errors: PT403 core.not_permitted; PT404 commerce.unknown_product; PT409
commerce.version_conflict; PT422 commerce.product_not_publishable.
Emits: commerce.product.published on commerce:product:<id>.
Example: {"product_id": 2}
Budget: 200 ms.
$$;
