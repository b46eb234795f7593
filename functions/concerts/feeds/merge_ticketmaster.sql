-- concerts.merge_ticketmaster: merge a page of the Discovery API.
--
-- The one way from a page to rows, for every client. Takes the locks of merging, as a
-- show that moves to another artist moves heat, then writes artists, venues and shows
-- in this order. The same page again changes nothing.

create or replace function concerts.merge_ticketmaster(
    p_page jsonb, p_run_id bigint default null
)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_staged jsonb := concerts._stage_ticketmaster(p_page);
    v_errors bigint;
    v_counts jsonb;
begin
    perform concerts._lock_merging();
    v_errors := concerts._keep_errors(p_run_id, v_staged -> 'faults');
    v_counts := concerts._add_counts(
        concerts._upsert_artists('ticketmaster', v_staged -> 'artists'),
        concerts._upsert_artists('ticketmaster', v_staged -> 'names')
    );
    v_counts := v_counts
        || concerts._upsert_venues('ticketmaster', v_staged -> 'venues');
    v_counts := v_counts || concerts._upsert_shows('ticketmaster', v_staged -> 'shows');
    return v_counts
        || (v_staged -> 'skipped')
        || jsonb_build_object('errors', v_errors);
end;
$$;

comment on function concerts.merge_ticketmaster(jsonb, bigint) is
    'Merge a page; returns counts: shows_inserted, not_music, errors, ….';
