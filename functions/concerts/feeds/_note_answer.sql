-- concerts._note_answer: note once in a run what an answer shows of its source.

create or replace function concerts._note_answer(
    p_run_id bigint, p_request jsonb, p_status integer
)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    update concerts.feed_runs as r
    set notes = r.notes || n.note
    from (
        select 'The batch call is refused (403): one by one.' as note
    ) as n
    where r.id = p_run_id and p_status = 403 and n.note <> all(r.notes);
    select concerts._keep_errors(r.id, jsonb_build_array(jsonb_build_object(
        'kind', 'not_found',
        'external_id', substring(p_request ->> 'path' from '[^/]+$'),
        'detail', 'Spotify has no such artist.'
    )))
    from concerts.feed_runs as r
    where r.id = p_run_id and r.feed = 'spotify' and p_status = 404
$$;

comment on function concerts._note_answer(bigint, jsonb, integer) is
    'Note the fallback of Spotify, and artists that are gone.';
