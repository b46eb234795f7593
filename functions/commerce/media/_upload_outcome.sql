-- commerce._upload_outcome: how an upload ended, as the job answers it.

create or replace function commerce._upload_outcome(p_version commerce.media_versions)
    returns jsonb
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'media_id', p_version.media_id,
        'version', p_version.version,
        'status', p_version.status,
        'fault', p_version.fault,
        'detail', p_version.fault_detail
    )
$$;

comment on function commerce._upload_outcome(commerce.media_versions) is
    '{media_id, version, status, fault, detail}.';
