-- commerce._activate_version: make a ready version the active one of its image.
--
-- The image's row is locked by the caller. The event of a replacement names the URLs
-- that caches may drop; an endpoint that subscribes to it purges them, with the retries
-- of webhooks.

create or replace function commerce._activate_version(
    p_product_id bigint, p_media_id bigint, p_version integer
)
    returns integer
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_before integer;
    v_urls jsonb;
begin
    update commerce.media_versions as v
    set is_active = false
    where v.media_id = p_media_id and v.is_active
    returning v.version, jsonb_build_array(commerce._cdn_url(v.url_path))
    into v_before, v_urls;

    update commerce.media_versions as v
    set is_active = true
    where v.media_id = p_media_id and v.version = p_version;

    if v_before is null then
        perform core.emit(
            p_type => 'commerce.media.activated',
            p_topic => 'commerce:media:' || p_product_id,
            p_entity_id => p_media_id::text,
            p_payload => jsonb_build_object(
                'v', 1, 'product_id', p_product_id, 'media_id', p_media_id,
                'version', p_version
            )
        );
        return null;
    end if;

    perform core.emit(
        p_type => 'commerce.media.replaced',
        p_topic => 'commerce:media:' || p_product_id,
        p_entity_id => p_media_id::text,
        p_payload => jsonb_build_object(
            'v', 1, 'product_id', p_product_id, 'media_id', p_media_id,
            'version', p_version, 'replaced_version', v_before,
            'urls', v_urls || jsonb_path_query_array(
                commerce._list_renditions(p_media_id, v_before), '$[*].url'
            )
        )
    );
    return v_before;
end;
$$;

comment on function commerce._activate_version(bigint, bigint, integer) is
$$Returns the version that was active before; null if there was none.

Emits: commerce.media.activated {v, product_id, media_id, version}, or
commerce.media.replaced with replaced_version and urls, on commerce:media:<product id>.
$$;
