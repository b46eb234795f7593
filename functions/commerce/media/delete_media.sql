-- commerce.delete_media: delete an image with its versions and files.
--
-- The rows go now, the files by the job commerce.delete_media_files; a job that was
-- killed can run again. Lock order: the product, then the image. Definer: no role may
-- write the tables.

create or replace function commerce.delete_media(p_media_id bigint)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_product commerce.products;
    v_keys jsonb;
    v_urls jsonb;
begin
    perform core.require_role('admin', 'buyer');
    select p.*
    into v_product
    from commerce.products as p
    where p.id = (select m.product_id from commerce.media as m where m.id = p_media_id)
    for no key update;
    perform from commerce.media as m
    where m.id = p_media_id
    for no key update;
    if not found then
        perform core.raise_error(
            'commerce.unknown_media',
            format('There is no image %s.', core.excerpt(p_media_id::text))
        );
    end if;
    if
        v_product.status = 'published'
        and exists (
            select from commerce.media_versions as v
            where v.media_id = p_media_id and v.is_active
        )
        and not exists (
            select from commerce.media_versions as v
            where
                v.product_id = v_product.id
                and v.media_id <> p_media_id
                and v.is_active
        )
    then
        perform core.raise_error(
            'commerce.last_image',
            format(
                'Image %s is the only one that the published product %s shows.',
                p_media_id, v_product.id
            )
        );
    end if;

    v_keys := (
        select jsonb_agg(distinct f.key)
        from commerce.media_versions as v
        left join commerce.media_renditions as r
            on v.media_id = r.media_id and v.version = r.version
        cross join lateral (
            values
            (v.storage_key),
            (r.storage_key),
            (case when v.status = 'pending' then v.upload_key end)
        ) as f (key)
        where v.media_id = p_media_id and f.key is not null
    );
    v_urls := (
        select coalesce(
            jsonb_agg(commerce._cdn_url(v.url_path))
            || jsonb_path_query_array(
                jsonb_agg(commerce._list_renditions(p_media_id, v.version)), '$[*][*].url'
            ),
            '[]'
        )
        from commerce.media_versions as v
        where v.media_id = p_media_id and v.is_active
    );
    delete from commerce.media_versions as v
    where v.media_id = p_media_id;
    delete from commerce.media as m
    where m.id = p_media_id;

    if v_keys is not null then
        perform core.enqueue(
            p_kind => 'commerce.delete_media_files',
            p_payload => jsonb_build_object(
                'v', 1, 'media_id', p_media_id, 'keys', v_keys
            )
        );
    end if;
    perform core.emit(
        p_type => 'commerce.media.deleted',
        p_topic => 'commerce:media:' || v_product.id,
        p_entity_id => p_media_id::text,
        p_payload => jsonb_build_object(
            'v', 1, 'product_id', v_product.id, 'media_id', p_media_id, 'urls', v_urls
        )
    );
    return jsonb_build_object('media_id', p_media_id, 'product_id', v_product.id);
end;
$$;

grant execute on function commerce.delete_media(bigint) to authenticated, service_role;

comment on function commerce.delete_media(bigint) is
$$Delete an image of a product, with all its versions.

For app roles admin and buyer. A job deletes its files from the storage, except those
that another image has too. The only image that a published product shows stays.
Returns: {media_id: bigint, product_id: bigint}
Errors: PT403 core.not_permitted, PT404 commerce.unknown_media, PT409
commerce.last_image.
Emits: commerce.media.deleted {v, product_id, media_id, urls} on commerce:media:<product
id>; urls are those of the active version, which caches may drop.
Example: {"media_id": 2}
Budget: 200 ms.
$$;
