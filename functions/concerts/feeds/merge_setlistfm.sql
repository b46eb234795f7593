-- concerts.merge_setlistfm: merge a page of setlist.fm.
--
-- The one way from a page to rows, for every client. Takes the locks of merging, as a
-- show that moves to another artist moves heat, then writes artists, venues, shows,
-- setlists and songs in this order. The same page again changes nothing.
-- setlists.source_url is the link that its terms ask for.

create or replace function concerts.merge_setlistfm(
    p_page jsonb, p_run_id bigint default null
)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_staged jsonb := concerts._stage_setlistfm(p_page);
    v_errors bigint;
    v_counts jsonb;
begin
    perform concerts._lock_merging();
    v_errors := concerts._keep_errors(p_run_id, v_staged -> 'faults');
    v_counts := concerts._upsert_artists('musicbrainz', v_staged -> 'artists');
    v_counts := v_counts || concerts._upsert_venues('setlistfm', v_staged -> 'venues');
    v_counts := v_counts || concerts._upsert_shows('setlistfm', v_staged -> 'shows');
    v_counts := v_counts || concerts._upsert_setlists(v_staged -> 'setlists');
    return v_counts
        || (v_staged -> 'skipped')
        || jsonb_build_object('errors', v_errors);
end;
$$;

comment on function concerts.merge_setlistfm(jsonb, bigint) is
'Merge a page; returns counts such as setlists_inserted, setlists_updated, errors.';
