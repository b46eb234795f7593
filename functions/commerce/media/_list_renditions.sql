-- commerce._list_renditions: the files of a version, smallest first.

create or replace function commerce._list_renditions(
    p_media_id bigint, p_version integer
)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(
        jsonb_agg(
            jsonb_build_object(
                'name', r.name,
                'format', r.format,
                'width', r.width,
                'height', r.height,
                'bytes', r.bytes,
                'url', commerce._cdn_url(r.url_path)
            )
            order by array_position(array['thumb', 'card', 'full'], r.name), r.format
        ),
        '[]'
    )
    from commerce.media_renditions as r
    where r.media_id = p_media_id and r.version = p_version
$$;

grant execute on function commerce._list_renditions(bigint, integer)
to authenticated, service_role;

comment on function commerce._list_renditions(bigint, integer) is
    '[{name, format, width, height, bytes, url}]; [] for a version that is not ready.';
