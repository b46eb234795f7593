-- concerts._place_shows: rows of shows with the ids of their records; shows that moved
-- are moved, new ones get their id.
--
-- Of several ids of one show, the first (concerts._first_id) moves it to another day or
-- venue. An id that does not say the same leads to the show that is there, or to one of
-- its own. Shows move in rounds, each where its place is free, as a residency may shift
-- by a day. Rows without a day (show_on) are left out where the show is unknown. The
-- caller holds the locks of merging: taken here, after rows, they could deadlock with a
-- fold of votes.

create or replace function concerts._place_shows(p_source text, p_rows jsonb)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_rows jsonb := concerts._read_show_rows(p_source, p_rows);
    v_round bigint[] := '{0}'::bigint[];
    v_moved bigint[] := '{}'::bigint[];
    v_left_artists bigint[];
    v_artists bigint[] := '{}'::bigint[];
begin
    perform from concerts.shows as s
    inner join jsonb_to_recordset(v_rows) as r (record_id bigint) on s.id = r.record_id
    order by s.id
    for update of s;
    perform concerts._keep_ids(p_source, 'show', (
        select coalesce(jsonb_agg(r.value), '[]')
        from jsonb_array_elements(v_rows) as r
        where r.value -> 'record_id' <> 'null'
    ));

    while cardinality(v_round) > 0
    loop
        with movers as (
            select distinct on (r.artist_id, r.venue_id, r.show_on)
                r.record_id, r.artist_id, r.venue_id, r.show_on,
                s.artist_id as left_artist_id
            from jsonb_to_recordset(v_rows) as r (
                external_id text, record_id bigint, artist_id bigint, venue_id bigint,
                show_on date
            )
            inner join concerts.shows as s on r.record_id = s.id
            where
                r.external_id = concerts._first_id(p_source, 'show', r.record_id)
                and concerts._owns_field('name', p_source, 'show', r.record_id)
                and (r.artist_id, r.venue_id, r.show_on)
                is distinct from (s.artist_id, s.venue_id, s.show_on)
                and not exists (
                    select
                    from concerts.shows as o
                    where
                        o.artist_id = r.artist_id
                        and o.venue_id is not distinct from r.venue_id
                        and o.show_on = r.show_on
                )
            order by r.artist_id, r.venue_id, r.show_on, r.record_id
        ),

        moved as (
            update concerts.shows as s
            set
                artist_id = m.artist_id,
                venue_id = m.venue_id,
                show_on = m.show_on,
                starts_at = case
                    when s.show_on = m.show_on or 'starts_at' = any(s.curated_columns)
                        then s.starts_at
                end
            from movers as m
            where s.id = m.record_id
            returning s.id, s.artist_id, m.left_artist_id
        )

        select
            coalesce(array_agg(m.id), '{}'),
            array_agg(m.artist_id) filter (where m.artist_id <> m.left_artist_id)
            || array_agg(m.left_artist_id) filter (where m.artist_id <> m.left_artist_id)
        into v_round, v_left_artists
        from moved as m;
        v_moved := v_moved || v_round;
        v_artists := v_artists || v_left_artists;
    end loop;
    if v_artists <> '{}' then
        perform concerts._mend_heats(v_artists);
    end if;

    -- What does not lead to a show of its place now leads to another one, or a new one.
    with given as (
        select
            r.value as item,
            jsonb_build_array(
                r.value -> 'artist_id', r.value -> 'venue_id', r.value -> 'show_on'
            ) as key,
            (
                select o.id
                from concerts.shows as o
                where
                    o.artist_id = (r.value ->> 'artist_id')::bigint
                    and o.venue_id
                    is not distinct from (r.value ->> 'venue_id')::bigint
                    and o.show_on = (r.value ->> 'show_on')::date
            ) as record_id
        from jsonb_array_elements(v_rows) as r
    ),

    made as (
        select n.key, nextval('concerts.shows_id_seq') as id
        from (
            select g.key from given as g where g.record_id is null group by 1 order by 1
        ) as n
    )

    select coalesce(jsonb_agg(
        g.item || jsonb_build_object(
            'record_id', coalesce(g.record_id, m.id),
            'is_new', g.record_id is null,
            'is_moved', g.record_id is not null and g.record_id = any(v_moved)
        )
        order by g.item ->> 'external_id'
    ), '[]')
    into v_rows
    from given as g
    left join made as m on g.record_id is null and g.key = m.key;
    return v_rows;
end;
$$;

comment on function concerts._place_shows(text, jsonb) is
    'Return the rows with record_id, is_new and is_moved.';
