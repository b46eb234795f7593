-- commerce._show_media_version: one version as callers and jobs see it.

create or replace function commerce._show_media_version(
    p_version commerce.media_versions
)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'media_id', p_version.media_id,
        'version', p_version.version,
        'status', p_version.status,
        'is_active', p_version.is_active,
        'fault', 'commerce.media_' || p_version.fault,
        'fault_detail', p_version.fault_detail,
        'hint', (
            select c.hint
            from core.error_codes as c
            where c.key = 'commerce.media_' || p_version.fault
        ),
        'upload_key', p_version.upload_key,
        'upload', p_version.upload,
        'content_type', p_version.content_type,
        'bytes', p_version.bytes,
        'sha256', p_version.sha256,
        'width', p_version.width,
        'height', p_version.height,
        'orientation', p_version.orientation,
        'dominant_colour', p_version.dominant_colour,
        'url', commerce._cdn_url(p_version.url_path),
        'renditions', commerce._list_renditions(p_version.media_id, p_version.version),
        'registered_at', p_version.registered_at,
        'decided_at', p_version.decided_at
    )
$$;

comment on function commerce._show_media_version(commerce.media_versions) is
    'Every fact of the version; null where it is not known yet.';
