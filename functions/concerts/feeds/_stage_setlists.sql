-- concerts._stage_setlists: setlists of setlist.fm as rows of shows and of setlists.
--
-- A setlist without songs makes only a show.

create or replace function concerts._stage_setlists(p_records jsonb, p_faults jsonb)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with setlists as (
        select
            r.at,
            r.item,
            concerts._json_text(r.item, 'id', 200) as external_id,
            concerts._json_text(r.item, 'eventDate') as day_text,
            concerts._read_day(concerts._json_text(r.item, 'eventDate')) as show_on,
            case
                when r.item ->> 'url' ~ '^https?://'
                    then concerts._json_text(r.item, 'url', 2000)
            end as url,
            concerts._stage_songs(r.item) as songs
        from jsonb_to_recordset(p_records) as r (at text, item jsonb)
        where not exists (
            select
            from jsonb_to_recordset(p_faults) as f (at text, is_required boolean)
            where f.is_required and f.at in (r.at, r.at || '.artist')
        )
    )

    select jsonb_build_object(
        'shows', coalesce(
            jsonb_agg(jsonb_build_object(
                'external_id', s.external_id,
                'artist', concerts._artist_key(s.item -> 'artist'),
                'venue', case
                    when concerts._json_text(s.item, 'venue.name') is not null
                        then concerts._json_text(s.item, 'venue.id', 200)
                end,
                'show_on', s.show_on,
                'title', concerts._json_text(s.item, 'tour.name', 500)
            ) order by s.at),
            '[]'
        ),
        'setlists', coalesce(
            jsonb_agg(jsonb_build_object(
                'external_id', s.external_id,
                'source_url', s.url,
                'source_version', concerts._json_text(s.item, 'versionId', 100),
                'updated_at', concerts._read_moment(
                    concerts._json_text(s.item, 'lastUpdated')
                ),
                'songs', s.songs
            ) order by s.at) filter (where s.songs <> '[]'),
            '[]'
        ),
        'skipped', jsonb_build_object(
            'without_songs', count(*) filter (where s.songs = '[]')
        ),
        'faults', p_faults || coalesce(
            jsonb_agg(jsonb_build_object(
                'at', s.at, 'path', s.at || '.eventDate', 'external_id', s.external_id,
                'detail', 'it is not a day', 'kind', 'value', 'is_required', true
            )) filter (
                where s.show_on is null and s.day_text !~ '-(0...|1[0-8]..|1900)$'
            ),
            '[]'
        )
    )
    from setlists as s
$$;

comment on function concerts._stage_setlists(jsonb, jsonb) is
    'Return {shows, setlists, skipped, faults}.';
