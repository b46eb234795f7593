-- concerts._step_setlistfm: where a cursor goes after an answer of setlist.fm.
--
-- Setlists come newest first: a page without news ends an artist, unless the run is
-- full. 404 is what a page past the end, or an artist without setlists, gets.

create or replace function concerts._step_setlistfm(
    p_cursor jsonb, p_request jsonb, p_status integer, p_page jsonb, p_is_news boolean
)
    returns jsonb
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when
            p_status <> 404
            and (p_is_news or p_cursor -> 'is_full' = 'true')
            and coalesce(
                concerts._json_number(p_page, 'page')
                * concerts._json_number(p_page, 'itemsPerPage')
                < concerts._json_number(p_page, 'total'),
                false
            )
            then p_cursor || jsonb_build_object(
                'page', (p_cursor ->> 'page')::integer + 1, 'mbid', r.mbid
            )
        else p_cursor - 'mbid' || jsonb_build_object('page', 1, 'after', r.mbid)
    end
    from (
        select substring(p_request ->> 'path' from 'artist/([^/]+)/') as mbid
    ) as r
$$;

comment on function concerts._step_setlistfm(jsonb, jsonb, integer, jsonb, boolean) is
    'Return the next page of the artist, or the next artist.';
