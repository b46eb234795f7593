-- concerts._find_artists: rows of artists with the ids of their records; new records
-- get their id here.
--
-- By the source's id, by an id of another source that the row names, by Ticketmaster's
-- id on the artist, or by a name that one artist without an id of the source has.
-- Homonyms are never guessed. Rows of one page that share a MusicBrainz id are one
-- artist.

create or replace function concerts._find_artists(p_source text, p_rows jsonb)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with given as (
        select distinct on (r.value ->> 'external_id')
            r.value as item,
            r.value ->> 'external_id' as external_id,
            lower(r.value ->> 'name') as name,
            r.value -> 'links' as links
        from jsonb_array_elements(p_rows) with ordinality as r (value, place)
        where r.value ->> 'name' ~ '[^[:space:]]'
        order by r.value ->> 'external_id', r.place
    ),

    counted as (
        select g.*, count(*) over (partition by g.name) as namesakes from given as g
    ),

    found as (
        select
            c.*,
            coalesce(
                (
                    select e.record_id
                    from concerts.external_ids as e
                    where
                        e.source = p_source and e.entity = 'artist'
                        and e.external_id = c.external_id
                ),
                (
                    select min(e.record_id)
                    from concerts.external_ids as e
                    inner join jsonb_each_text(c.links) as l (source, id)
                        on e.source = l.source and e.external_id = l.id
                    where e.entity = 'artist'
                ),
                (
                    select min(a.id)
                    from concerts.artists as a
                    where
                        p_source = 'ticketmaster' and lower(a.name) = c.name
                        and a.ticketmaster_id = c.external_id
                ),
                (
                    select case when count(*) = 1 then min(a.id) end
                    from concerts.artists as a
                    where
                        c.namesakes = 1
                        and lower(a.name) = c.name
                        and (
                            c.external_id like 'name:%'
                            or not (
                                p_source = 'ticketmaster'
                                and a.ticketmaster_id is not null
                            )
                            and not exists (
                                select
                                from concerts.external_ids as e
                                where
                                    e.entity = 'artist' and e.record_id = a.id
                                    and e.source = p_source
                                    and e.external_id not like 'name:%'
                            )
                        )
                )
            ) as record_id
        from counted as c
    ),

    made as (
        select n.key, nextval('concerts.artists_id_seq') as id
        from (
            select coalesce(f.links ->> 'musicbrainz', f.external_id) as key
            from found as f
            where f.record_id is null
            group by 1
            order by 1
        ) as n
    )

    select coalesce(
        jsonb_agg(
            f.item || jsonb_build_object(
                'record_id', coalesce(f.record_id, m.id), 'is_new', f.record_id is null
            )
            order by f.external_id collate "C"
        ),
        '[]'
    )
    from found as f
    left join made as m
        on f.record_id is null
        and m.key = coalesce(f.links ->> 'musicbrainz', f.external_id)
$$;

comment on function concerts._find_artists(text, jsonb) is
    'Return the rows with record_id and is_new; a row without a name is left out.';
