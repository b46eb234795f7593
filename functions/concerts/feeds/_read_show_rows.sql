-- concerts._read_show_rows: rows of shows with the records of their artists and venues,
-- and the place that each show shall have.
--
-- What a curator has set stays, and so does the day of a show whose new day is unknown.

create or replace function concerts._read_show_rows(p_source text, p_rows jsonb)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with given as (
        select distinct on (r.value ->> 'external_id')
            r.value as item,
            r.value ->> 'external_id' as external_id,
            a.record_id as artist_id,
            v.record_id as venue_id,
            (r.value ->> 'show_on')::date as show_on,
            s
        from jsonb_array_elements(p_rows) with ordinality as r (value, place)
        inner join concerts.external_ids as a
            on a.entity = 'artist' and a.external_id = r.value ->> 'artist'
            and a.source = case p_source
                when 'setlistfm' then 'musicbrainz' else p_source
            end
        left join concerts.external_ids as v
            on v.source = p_source and v.entity = 'venue'
            and v.external_id = r.value ->> 'venue'
        left join concerts.external_ids as e
            on e.source = p_source and e.entity = 'show'
            and e.external_id = r.value ->> 'external_id'
        left join concerts.shows as s on e.record_id = s.id
        order by r.value ->> 'external_id', r.place
    )

    select coalesce(jsonb_agg(
        g.item || jsonb_build_object(
            'record_id', (g.s).id,
            'artist_id', case
                when 'artist_id' = any((g.s).curated_columns) then (g.s).artist_id
                else g.artist_id
            end,
            'venue_id', case
                when 'venue_id' = any((g.s).curated_columns) then (g.s).venue_id
                else coalesce(g.venue_id, (g.s).venue_id)
            end,
            'show_on', case
                when 'show_on' = any((g.s).curated_columns) then (g.s).show_on
                else coalesce(g.show_on, (g.s).show_on)
            end,
            'said', g.item - '{external_id,fields}'::text[]
        )
        order by g.external_id collate "C"
    ), '[]')
    from given as g
    where coalesce(g.show_on, (g.s).show_on) is not null
$$;

comment on function concerts._read_show_rows(text, jsonb) is
    'Return the rows with record_id (null: unknown), artist_id, venue_id, show_on and '
    'said.';
