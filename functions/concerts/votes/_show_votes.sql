-- concerts._show_votes: the votes for a song of a setlist.

create or replace function concerts._show_votes(p_setlist_song_id bigint)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'setlist_song_id', p_setlist_song_id,
        'votes', (
            select coalesce(sum(c.votes), 0)::bigint
            from concerts.vote_counts as c
            where c.setlist_song_id = p_setlist_song_id
        )
    )
$$;

comment on function concerts._show_votes(bigint) is
    'Return {setlist_song_id, votes}, by the counters.';
