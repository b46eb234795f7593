-- tests.image_facts: what the worker reports of a sound upload of a content.

create or replace function tests.image_facts(p_content text)
    returns jsonb
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'content_type', 'image/png',
        'bytes', 100,
        'sha256', encode(sha256(convert_to(p_content, 'UTF8')), 'hex'),
        'width', 40,
        'height', 30,
        'orientation', 6,
        'dominant_colour', '#ff0000',
        'storage_key', p_content || '.png',
        'url_path', p_content || '.png',
        'renditions', jsonb_build_array(
            jsonb_build_object(
                'name', 'thumb', 'format', 'webp', 'width', 4, 'height', 3,
                'bytes', 10, 'sha256', repeat('a', 64),
                'storage_key', p_content || '.webp', 'url_path', p_content || '.webp'
            ),
            jsonb_build_object(
                'name', 'thumb', 'format', 'avif', 'width', 4, 'height', 3,
                'bytes', 9, 'sha256', repeat('b', 64),
                'storage_key', p_content || '.avif', 'url_path', p_content || '.avif'
            )
        )
    )
$$;
