-- commerce._enqueue_media: enqueue the job that reads one upload.
--
-- All such jobs share a concurrency key, whose limit bounds the memory of decoding.

create or replace function commerce._enqueue_media(p_media_id bigint, p_version integer)
    returns bigint
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.enqueue(
        p_kind => 'commerce.process_media',
        p_payload => jsonb_build_object(
            'v', 1, 'media_id', p_media_id, 'version', p_version
        ),
        p_dedupe_key => format('%s:%s', p_media_id, p_version),
        p_concurrency_key => 'commerce.process_media'
    )
$$;

comment on function commerce._enqueue_media(bigint, integer) is
    'Returns the id of the job; that of the unfinished one, if there is one.';
