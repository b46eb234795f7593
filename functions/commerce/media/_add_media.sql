-- commerce._add_media: add an image to a product that the caller has locked.

create or replace function commerce._add_media(p_product_id bigint, p_meta jsonb)
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_most constant integer := (core.setting('commerce.media_per_product'))::integer;
    v_id bigint;
begin
    if (
        select count(*) >= v_most
        from commerce.media as m
        where m.product_id = p_product_id
    ) then
        perform core.raise_error(
            'commerce.too_many_media',
            format('Product %s has %s images, the most there may be.', p_product_id, v_most)
        );
    end if;

    insert into commerce.media (
        product_id, variant_id, position, alt_text, created_at, updated_at
    )
    values (
        p_product_id,
        commerce._find_shown_variant(p_product_id, p_meta ->> 'sku'),
        coalesce(
            (p_meta ->> 'position')::integer,
            (
                select least(coalesce(max(m.position), 0) + 10, 1000000)
                from commerce.media as m
                where m.product_id = p_product_id
            )
        ),
        coalesce(p_meta ->> 'alt_text', ''),
        core.now(),
        core.now()
    )
    returning id into v_id;
    return v_id;
end;
$$;

comment on function commerce._add_media(bigint, jsonb) is
$$Returns its id; without a position it is the last one.

Errors: PT409 commerce.too_many_media, PT404 commerce.unknown_sku.
$$;
