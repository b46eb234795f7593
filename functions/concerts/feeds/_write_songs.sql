-- concerts._write_songs: the songs of setlists as a source has them; returns how many
-- setlists changed.
--
-- Rows are {record_id, artist_id, source_url, source_version, songs}. A song is there
-- once for an artist; the first spelling stays.

create or replace function concerts._write_songs(p_rows jsonb)
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_songs jsonb;
    v_changed bigint[];
begin
    insert into concerts.songs as o (artist_id, title, cover_of)
    select distinct on (r.artist_id, lower(s.title)) r.artist_id, s.title, s.cover_of
    from jsonb_to_recordset(p_rows) as r (artist_id bigint, songs jsonb)
    cross join lateral jsonb_to_recordset(r.songs) as s (title text, cover_of text)
    order by r.artist_id, lower(s.title), s.cover_of nulls last, s.title
    on conflict (artist_id, (lower(title))) do update
    set cover_of = excluded.cover_of
    where o.cover_of is null and excluded.cover_of is not null;

    v_songs := (
        select coalesce(jsonb_agg(s.value || jsonb_build_object(
            'setlist_id', r.record_id, 'place', s.place, 'song_id', o.id
        ) order by r.record_id, s.place), '[]')
        from jsonb_to_recordset(p_rows) as r (
            record_id bigint, artist_id bigint, songs jsonb
        )
        cross join lateral jsonb_array_elements(r.songs) with ordinality
            as s (value, place)
        inner join concerts.songs as o
            on r.artist_id = o.artist_id and lower(o.title) = lower(s.value ->> 'title')
        where s.place <= 500
    );

    with given as (
        select distinct r.record_id as id
        from jsonb_to_recordset(p_rows) as r (record_id bigint)
    ),

    gone as (
        delete from concerts.setlist_songs as s
        where
            s.setlist_id in (select g.id from given as g)
            and s.place > (
                select count(*)
                from jsonb_to_recordset(v_songs) as n (setlist_id bigint)
                where n.setlist_id = s.setlist_id
            )
            and not exists (
                select from concerts.votes as v where v.setlist_song_id = s.id
            )
        returning s.setlist_id
    ),

    written as (
        insert into concerts.setlist_songs as s (
            setlist_id, song_id, place, encore, is_tape, info
        )
        select n.setlist_id, n.song_id, n.place, n.encore, n.is_tape, n.info
        from jsonb_to_recordset(v_songs) as n (
            setlist_id bigint, song_id bigint, place integer, encore integer,
            is_tape boolean, info text
        )
        order by n.setlist_id, n.place
        on conflict (setlist_id, place) do update
        set
            song_id = excluded.song_id,
            encore = excluded.encore,
            is_tape = excluded.is_tape,
            info = excluded.info
        where
            (s.song_id, s.encore, s.is_tape, s.info)
            is distinct from
            (excluded.song_id, excluded.encore, excluded.is_tape, excluded.info)
        returning s.setlist_id
    ),

    named as (
        update concerts.setlists as l
        set
            source_url = coalesce(r.source_url, l.source_url),
            source_version = coalesce(r.source_version, l.source_version)
        from jsonb_to_recordset(p_rows) as r (
            record_id bigint, source_url text, source_version text
        )
        where
            l.id = r.record_id
            and (l.source_url, l.source_version) is distinct from (
                coalesce(r.source_url, l.source_url),
                coalesce(r.source_version, l.source_version)
            )
        returning l.id
    )

    select array_agg(distinct c.id)
    into v_changed
    from (
        select g.setlist_id as id from gone as g
        union all
        select w.setlist_id from written as w
        union all
        select n.id from named as n
    ) as c;
    return coalesce(cardinality(v_changed), 0);
end;
$$;

comment on function concerts._write_songs(jsonb) is
    'Write songs and their places; returns how many setlists changed.';
