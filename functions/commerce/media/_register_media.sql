-- commerce._register_media: the effect of register_media, once per idempotency key.
--
-- Locks the product, so its images are counted and numbered by one caller at a time.
-- The key of an upload ends in random bits, so it cannot be guessed.

create or replace function commerce._register_media(p_request jsonb)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_product_id constant bigint := (p_request ->> 'product_id')::bigint;
    v_meta constant jsonb := p_request -> 'meta';
    v_media_id bigint := (v_meta ->> 'media_id')::bigint;
    v_version commerce.media_versions;
begin
    perform from commerce.products as p
    where p.id = v_product_id and p.deleted_at is null
    for no key update;
    if not found then
        perform core.raise_error(
            'commerce.unknown_product',
            format('There is no product %s.', core.excerpt(v_product_id::text))
        );
    end if;
    if v_media_id is null then
        v_media_id := commerce._add_media(v_product_id, v_meta);
    else
        perform from commerce.media as m
        where m.id = v_media_id and m.product_id = v_product_id
        for no key update;
        if not found then
            perform core.raise_error(
                'commerce.unknown_media',
                format('Product %s has no image %s.', v_product_id, v_media_id)
            );
        end if;
    end if;
    select coalesce(max(v.version), 0) + 1
    into v_version.version
    from commerce.media_versions as v
    where v.media_id = v_media_id;
    v_version.product_id := v_product_id;
    v_version.declared_type := v_meta ->> 'type';
    perform core.raise_error('commerce.media_' || (f.fault ->> 'fault'), f.fault ->> 'detail')
    from (
        select commerce._media_fault(
            v_version, jsonb_build_object('sha256', v_meta ->> 'sha256')
        ) as fault
    ) as f
    where f.fault is not null;

    insert into commerce.media_versions (
        media_id, version, product_id, declared_type, declared_bytes, declared_sha256,
        upload_key, registered_by, registered_at
    )
    values (
        v_media_id, v_version.version, v_product_id, v_version.declared_type,
        (v_meta ->> 'bytes')::bigint, v_meta ->> 'sha256',
        format(
            'incoming/%s/%s-%s', v_media_id, v_version.version,
            replace(gen_random_uuid()::text, '-', '')
        ),
        core.actor_id(), core.now()
    )
    returning * into v_version;
    perform core.enqueue(
        p_kind => 'commerce.sign_upload',
        p_payload => jsonb_build_object(
            'v', 1, 'media_id', v_media_id, 'version', v_version.version
        )
    );
    perform core.emit(
        p_type => 'commerce.media.registered',
        p_topic => 'commerce:media:' || v_product_id,
        p_entity_id => v_media_id::text,
        p_payload => jsonb_build_object(
            'v', 1, 'product_id', v_product_id, 'media_id', v_media_id,
            'version', v_version.version
        )
    );
    return jsonb_build_object(
        'media_id', v_media_id,
        'version', v_version.version,
        'status', v_version.status,
        'upload_key', v_version.upload_key,
        'upload', v_version.upload
    );
end;
$$;

comment on function commerce._register_media(jsonb) is
$${product_id, meta} as register_media has read them.

Errors and events: those of commerce.register_media.
$$;
