-- concerts._upsert_setlists: rows of setlist.fm become played setlists and their songs.
--
-- Rows are {external_id, source_url, source_version, updated_at, songs}; the show is
-- that of the same id. Of several ids of one show, the first writes. An older version
-- than the one that was read changes nothing. Songs that a newer version lacks go,
-- unless they have votes.

create or replace function concerts._upsert_setlists(p_rows jsonb)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_rows jsonb := concerts._read_setlist_rows(p_rows);
    v_inserted bigint;
    v_updated bigint;
begin
    -- The setlist follows its show, where that has none. Two may come to one show at
    -- once: the second meets the first, like one that comes later.
    update concerts.setlists as l
    set show_id = m.show_id
    from (
        select distinct on (r.show_id) r.setlist_id, r.show_id
        from jsonb_to_recordset(v_rows) as r (setlist_id bigint, show_id bigint)
        where r.setlist_id is not null
        order by r.show_id, r.setlist_id
    ) as m
    where
        l.id = m.setlist_id
        and l.show_id <> m.show_id
        and not exists (
            select
            from concerts.setlists as o
            where o.show_id = m.show_id and o.kind = 'played'
        );

    insert into concerts.setlists (show_id, kind)
    select distinct r.show_id, 'played'
    from jsonb_to_recordset(v_rows) as r (show_id bigint)
    order by r.show_id
    on conflict (show_id, kind) do nothing;
    get diagnostics v_inserted = row_count;

    v_rows := (
        select coalesce(jsonb_agg(r.value || jsonb_build_object(
            'record_id', l.id, 'artist_id', s.artist_id
        ) order by l.id), '[]')
        from jsonb_array_elements(v_rows) as r
        inner join concerts.setlists as l
            on l.show_id = (r.value ->> 'show_id')::bigint and l.kind = 'played'
        inner join concerts.shows as s on l.show_id = s.id
    );
    perform concerts._keep_ids('setlistfm', 'setlist', v_rows);

    perform from concerts.setlists as l
    inner join jsonb_to_recordset(v_rows) as r (record_id bigint) on l.id = r.record_id
    order by l.id
    for update of l;
    v_updated := concerts._write_songs((
        select coalesce(jsonb_agg(r.value), '[]')
        from jsonb_array_elements(v_rows) as r
        where r.value ->> 'external_id' = concerts._first_id(
            'setlistfm', 'setlist', (r.value ->> 'record_id')::bigint
        )
    ));
    return jsonb_build_object(
        'setlists_inserted', v_inserted,
        'setlists_updated', v_updated - v_inserted,
        'older_versions', (
            select count(distinct r.external_id)
            from jsonb_to_recordset(p_rows) as r (
                external_id text, updated_at timestamptz
            )
            inner join concerts.external_ids as e
                on e.source = 'setlistfm' and e.entity = 'setlist'
                and r.external_id = e.external_id
            where r.updated_at < (e.said ->> 'updated_at')::timestamptz
        )
    );
end;
$$;

comment on function concerts._upsert_setlists(jsonb) is
    'Return {setlists_inserted, setlists_updated, older_versions}.';
