-- commerce.record_upload: record how the worker found an upload, and activate it.
--
-- One transaction: version, renditions, activation and events. Lock order: the product,
-- then the image. A version that was decided before stays as it is, so a job that runs
-- again changes nothing. An older upload that ends later does not replace a newer one.
-- Definer: the worker may write none of the tables.

create or replace function commerce.record_upload(
    p_media_id bigint, p_version integer, p_result jsonb
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_version commerce.media_versions := commerce._lock_media_version(
        p_media_id, p_version
    );
    v_fault jsonb;
begin
    if v_version.status <> 'pending' then
        return commerce._upload_outcome(v_version);
    end if;

    v_fault := case
        when p_result ? 'fault' then p_result
        else commerce._media_fault(v_version, p_result)
    end;
    update commerce.media_versions as v
    set
        status = case when v_fault is null then 'ready' else 'refused' end,
        upload = null,
        fault = v_fault ->> 'fault',
        fault_detail = left(v_fault ->> 'detail', 500),
        content_type = p_result ->> 'content_type',
        bytes = (p_result ->> 'bytes')::bigint,
        sha256 = p_result ->> 'sha256',
        width = (p_result ->> 'width')::integer,
        height = (p_result ->> 'height')::integer,
        orientation = (p_result ->> 'orientation')::integer,
        dominant_colour = p_result ->> 'dominant_colour',
        storage_key = case when v_fault is null then p_result ->> 'storage_key' end,
        url_path = case when v_fault is null then p_result ->> 'url_path' end,
        decided_at = core.now()
    where v.media_id = p_media_id and v.version = p_version
    returning * into v_version;
    if v_fault is not null then
        perform core.emit(
            p_type => 'commerce.media.refused',
            p_topic => 'commerce:media:' || v_version.product_id,
            p_entity_id => p_media_id::text,
            p_payload => jsonb_build_object(
                'v', 1, 'product_id', v_version.product_id, 'media_id', p_media_id,
                'version', p_version, 'fault', 'commerce.media_' || v_version.fault,
                'detail', v_version.fault_detail
            )
        );
        return commerce._upload_outcome(v_version);
    end if;

    insert into commerce.media_renditions (
        media_id, version, name, format, width, height, bytes, sha256, storage_key,
        url_path
    )
    select
        p_media_id, p_version, r.name, r.format, r.width, r.height, r.bytes, r.sha256,
        r.storage_key, r.url_path
    from jsonb_to_recordset(p_result -> 'renditions') as r (
        name text, format text, width integer, height integer, bytes bigint,
        sha256 text, storage_key text, url_path text
    )
    order by r.name, r.format;
    if not exists (
        select from commerce.media_versions as v
        where v.media_id = p_media_id and v.is_active and v.version > p_version
    ) then
        perform commerce._activate_version(
            v_version.product_id, p_media_id, p_version
        );
    end if;
    return commerce._upload_outcome(v_version);
end;
$$;

grant execute on function commerce.record_upload(bigint, integer, jsonb) to app_worker;

comment on function commerce.record_upload(bigint, integer, jsonb) is
$$Returns {media_id, version, status, fault, detail}, also of an earlier call.

p_result: {fault, detail} with what was measured, or {content_type, bytes, sha256, width,
height, orientation, dominant_colour, storage_key, url_path, renditions: [{name, format,
width, height, bytes, sha256, storage_key, url_path}]}.
Errors: PT404 commerce.unknown_media.
Emits: commerce.media.refused {v, product_id, media_id, version, fault, detail}, or those
of commerce._activate_version.
$$;
