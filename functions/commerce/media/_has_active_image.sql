-- commerce._has_active_image: whether a product has an image that can be shown.

create or replace function commerce._has_active_image(p_product_id bigint)
    returns boolean
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select exists (
        select
        from commerce.media as m
        inner join commerce.media_versions as v on m.id = v.media_id and v.is_active
        where m.product_id = p_product_id
    )
$$;

comment on function commerce._has_active_image(bigint) is
    'Whether an image of the product, or of a variant of it, has an active version.';
