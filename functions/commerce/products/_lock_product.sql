-- commerce._lock_product: lock a product that is not deleted; raises if there is none.

create or replace function commerce._lock_product(
    p_product_id bigint, p_expected_version bigint
)
    returns commerce.products
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_product commerce.products;
begin
    select p.*
    into v_product
    from commerce.products as p
    where p.id = p_product_id and p.deleted_at is null
    for no key update;
    if v_product.id is null then
        perform core.raise_error(
            'commerce.unknown_product',
            format('There is no product %s.', core.excerpt(p_product_id::text))
        );
    end if;
    perform core.check_version(
        format('Product %s', p_product_id), v_product.version, p_expected_version,
        'commerce.version_conflict'
    );
    return v_product;
end;
$$;

comment on function commerce._lock_product(bigint, bigint) is
$$The locked row of a product, at the expected version if that is not null.

Errors: PT404 commerce.unknown_product, PT409 commerce.version_conflict.
$$;
