-- concerts.merge_spotify: merge a page of Spotify's Web API.
--
-- The one way from a page to rows, for every client. Takes the lock concerts.feeds,
-- then writes artists. A field that is absent keeps its value; external_ids.fields_seen
-- has the time when it last came. The same page again changes nothing.

create or replace function concerts.merge_spotify(
    p_page jsonb, p_run_id bigint default null
)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_staged jsonb := concerts._stage_spotify(p_page);
    v_errors bigint;
begin
    perform concerts._lock_feeds();
    v_errors := concerts._keep_errors(p_run_id, v_staged -> 'faults');
    return concerts._upsert_artists('spotify', v_staged -> 'artists')
        || jsonb_build_object('errors', v_errors);
end;
$$;

comment on function concerts.merge_spotify(jsonb, bigint) is
    'Merge a page; returns {artists_inserted, artists_updated, errors}.';
