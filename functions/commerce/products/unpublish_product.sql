-- commerce.unpublish_product: archive a published product.
--
-- Not a draft again: archived says that customers have seen it, and published_at stays.
-- Locks the product. Definer: no role may write the tables directly.

create or replace function commerce.unpublish_product(
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
    if v_product.status = 'draft' then
        perform core.raise_error(
            'commerce.transition_refused',
            format(
                'Product %s is a draft: draft -> published -> archived -> published.',
                p_product_id
            )
        );
    end if;

    if v_product.status = 'published' then
        update commerce.products
        set status = 'archived'
        where id = p_product_id;
        perform commerce._emit_product(p_product_id, 'unpublished');
    end if;
    return commerce._show_product(p_product_id);
end;
$$;

grant execute on function commerce.unpublish_product(bigint, bigint)
to authenticated, service_role;

comment on function commerce.unpublish_product(bigint, bigint) is
$$Archive a published product; for app roles admin and buyer.

Customers no longer see it. An archived one stays as it is, and can be published again.
Returns: get_product
Errors: PT403 core.not_permitted; PT404 commerce.unknown_product; PT409
commerce.version_conflict, commerce.transition_refused for a draft.
Emits: commerce.product.unpublished on commerce:product:<id>.
Example: {"product_id": 1}
Budget: 200 ms.
$$;
