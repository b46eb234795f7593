-- concerts._stage_attractions: attractions of Ticketmaster as rows of artists.

create or replace function concerts._stage_attractions(p_records jsonb, p_faults jsonb)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(jsonb_agg(a.it order by a.at), '[]')
    from (
        select
            r.at,
            jsonb_build_object(
                'external_id', concerts._json_text(r.item, 'id', 200),
                'name', concerts._json_text(r.item, 'name'),
                'image_url', (
                    select i.url
                    from (
                        select
                            i.value,
                            regexp_replace(
                                concerts._json_text(i.value, 'url', 2000),
                                '^http:', 'https:'
                            ) as url
                        from jsonb_array_elements(
                            concerts._json_list(r.item -> 'images')
                        ) as i
                    ) as i
                    where i.url ~ '^https://'
                    order by
                        i.value -> 'fallback' is not distinct from 'true'::jsonb,
                        i.value ->> 'ratio' is distinct from '16_9',
                        concerts._json_number(i.value, 'width') desc nulls last,
                        i.url
                    limit 1
                ),
                'genres', (
                    select coalesce(jsonb_agg(distinct lower(g.name)), '[]')
                    from jsonb_array_elements(
                        concerts._json_list(r.item -> 'classifications')
                    ) as c
                    cross join lateral (
                        values
                        (concerts._json_text(c.value, 'genre.name', 100)),
                        (concerts._json_text(c.value, 'subGenre.name', 100))
                    ) as g (name)
                    where lower(g.name) not in ('undefined', 'other')
                ),
                'links', jsonb_strip_nulls(jsonb_build_object(
                    'musicbrainz', substring(
                        r.item #>> '{externalLinks,musicbrainz,0,id}'
                        from '^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
                    ),
                    'spotify', substring(
                        r.item #>> '{externalLinks,spotify,0,url}'
                        from '/artist/([0-9A-Za-z]{22})'
                    )
                ))
            ) as it
        from concerts._list_readable(p_records, p_faults) as r
    ) as a
$$;

comment on function concerts._stage_attractions(jsonb, jsonb) is
    'Return rows {external_id, name, image_url, genres, links: {musicbrainz, '
    'spotify}}.';
