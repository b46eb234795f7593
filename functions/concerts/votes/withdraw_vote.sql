-- concerts.withdraw_vote: take back a vote.
--
-- Definer: callers may not write the table; the vote is the caller's own.

create or replace function concerts.withdraw_vote(p_setlist_song_id bigint)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_id bigint;
begin
    perform core.require_user();
    perform concerts._limit_votes();
    v_id := concerts._hold_record('setlist_song', p_setlist_song_id);
    perform concerts._open_song(v_id);
    delete from concerts.votes
    where setlist_song_id = v_id and user_id = core.actor_id();
    if not found then
        perform core.raise_error(
            'concerts.not_voted',
            format('The caller has no vote for song %s.', v_id)
        );
    end if;
    return concerts._show_votes(v_id);
end;
$$;

grant execute on function concerts.withdraw_vote(bigint) to authenticated;

comment on function concerts.withdraw_vote(bigint) is
$$Take back a vote, until the show starts.

Returns: cast_vote
Errors: PT403 core.not_permitted, PT404 concerts.unknown_song, PT404 concerts.not_voted,
PT409 concerts.voting_closed, PT429 core.rate_limited.
Emits: concerts.setlist.voted on concerts:setlist:<id>, as cast_vote does.
Example: {"setlist_song_id": 6003}
Budget: 200 ms.
$$;
