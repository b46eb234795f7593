-- concerts._setlistfm_request: the page of an artist's setlists that a cursor stands
-- at.
--
-- A full run asks for all artists with a MusicBrainz id, another one for those with a
-- show in the days that concerts.setlistfm_days sets, before and after today.

create or replace function concerts._setlistfm_request(p_cursor jsonb)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'path', format('/rest/1.0/artist/%s/setlists', n.mbid),
        'query', jsonb_build_object('p', p_cursor ->> 'page')
    )
    from (
        select coalesce(
            p_cursor ->> 'mbid',
            (
                select min(e.external_id collate "C")
                from concerts.external_ids as e
                where
                    e.source = 'musicbrainz'
                    and e.entity = 'artist'
                    and e.external_id ~ '^[0-9a-f-]{36}$'
                    and e.external_id collate "C" > p_cursor ->> 'after'
                    and (
                        p_cursor -> 'is_full' = 'true'
                        or exists (
                            select
                            from concerts.shows as s
                            where
                                s.artist_id = e.record_id
                                and abs(
                                    s.show_on - (core.now() at time zone 'UTC')::date
                                )
                                <= (core.setting('concerts.setlistfm_days'))::integer
                        )
                    )
            )
        ) as mbid
    ) as n
    where n.mbid is not null
$$;

comment on function concerts._setlistfm_request(jsonb) is
    'Return {path, query}; null after the last artist.';
