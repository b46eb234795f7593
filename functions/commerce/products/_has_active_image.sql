-- commerce._has_active_image: whether a product has the image that it needs.

create or replace function commerce._has_active_image(p_product_id bigint)
    returns boolean
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select
        p_product_id is not null
        and not (core.setting('commerce.publish_needs_image'))::boolean
$$;

comment on function commerce._has_active_image(bigint) is
    'True if the setting commerce.publish_needs_image is off.';
