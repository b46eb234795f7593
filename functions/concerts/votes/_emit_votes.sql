-- concerts._emit_votes: emit the votes for some songs of a setlist.

create or replace function concerts._emit_votes(
    p_setlist_id bigint, p_song_ids bigint[]
)
    returns bigint
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.emit(
        p_type => 'concerts.setlist.voted',
        p_topic => 'concerts:setlist:' || p_setlist_id,
        p_entity_id => p_setlist_id::text,
        p_payload => jsonb_build_object(
            'v', 1, 'setlist_id', p_setlist_id,
            'songs', (
                select jsonb_agg(concerts._show_votes(u.id) order by u.id)
                from unnest(p_song_ids) as u (id)
            )
        )
    )
$$;

comment on function concerts._emit_votes(bigint, bigint[]) is
$$Emit an event with the present counts.

Emits: concerts.setlist.voted {v, setlist_id, songs: [{setlist_song_id, votes}]}.
$$;
