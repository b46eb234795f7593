-- concerts.cast_vote: vote for a song of a setlist.
--
-- Definer: callers may not write the table; the vote is the caller's own.

create or replace function concerts.cast_vote(
    p_setlist_song_id bigint, p_idempotency_key text default null
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform core.require_user();
    perform concerts._limit_votes();
    return core.answer_once(
        'concerts._cast_vote', p_idempotency_key,
        jsonb_build_object('setlist_song_id', p_setlist_song_id)
    );
end;
$$;

grant execute on function concerts.cast_vote(bigint, text) to authenticated;

comment on function concerts.cast_vote(bigint, text) is
$$Vote for a song of a wished setlist, once; until the show starts, in its time zone.

votes are all votes for the song.
Returns: {setlist_song_id: bigint, votes: bigint}
Errors: PT403 core.not_permitted, PT404 concerts.unknown_song, PT409
concerts.already_voted, PT409 concerts.voting_closed, PT429 core.rate_limited, PT422
core.idempotency_key_reused, PT422 core.invalid_argument, PT409
core.idempotency_key_in_use.
Emits: concerts.setlist.voted {v, setlist_id, songs: [{setlist_song_id, votes}]} on
concerts:setlist:<id>, a few times a second at most.
Example: {"setlist_song_id": 6002, "idempotency_key": "8c1f"}
Budget: 200 ms.
$$;
