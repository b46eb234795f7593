-- commerce.find_upload: what the worker needs to know to sign or to read an upload.
--
-- Definer: the worker may read none of the tables.

create or replace function commerce.find_upload(p_media_id bigint, p_version integer)
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_version constant commerce.media_versions := commerce._find_media_version(
        p_media_id, p_version
    );
begin
    return jsonb_build_object(
        'status', v_version.status,
        'upload_key', v_version.upload_key,
        'declared_type', v_version.declared_type,
        'max_bytes', core.setting('commerce.media_max_bytes'),
        'max_pixels', core.setting('commerce.media_max_pixels'),
        'sizes', core.setting('commerce.media_renditions'),
        'outcome', commerce._upload_outcome(v_version)
    );
end;
$$;

grant execute on function commerce.find_upload(bigint, integer) to app_worker;

comment on function commerce.find_upload(bigint, integer) is
$${status, upload_key, declared_type, max_bytes, max_pixels, sizes, outcome}.

Errors: PT404 commerce.unknown_media.
$$;
