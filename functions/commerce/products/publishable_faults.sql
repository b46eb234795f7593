-- commerce.publishable_faults: why a product cannot be published, all of it.

create or replace function commerce.publishable_faults(p_product_id bigint)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_product jsonb;
begin
    perform core.require_role('admin', 'buyer');
    v_product := commerce.get_product(p_product_id);

    return (
        commerce._check_part('commerce.publication', v_product, '{}', '{}', null)
        -> 'errors'
    )
    || (
        commerce._check_product(
            jsonb_build_object(
                'variants',
                (
                    select coalesce(
                        jsonb_agg(
                            jsonb_build_object('sku', e.variant -> 'sku')
                            order by e.place
                        ),
                        '[]'
                    )
                    from jsonb_array_elements(v_product -> 'variants')
                        with ordinality as e (variant, place)
                )
            ),
            v_product
        )
        -> 'errors'
    );
end;
$$;

grant execute on function commerce.publishable_faults(bigint)
to authenticated, service_role;

comment on function commerce.publishable_faults(bigint) is
$$Every fault that publish_product would refuse a product for.

For app roles admin and buyer. The rules of commerce.publication (price, category, SKU,
image, stock levels), and those of commerce.product for what is stored. Warnings do not
refuse it.
Returns: validate_record
Errors: PT403 core.not_permitted, PT404 commerce.unknown_product.
Example: {"product_id": 4}
Budget: 200 ms.
$$;
