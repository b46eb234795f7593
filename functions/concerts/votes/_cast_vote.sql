-- concerts._cast_vote: write a vote; the request was read by concerts.cast_vote.

create or replace function concerts._cast_vote(p_request jsonb)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_id constant bigint := concerts._hold_record(
        'setlist_song', (p_request ->> 'setlist_song_id')::bigint
    );
begin
    insert into concerts.votes (setlist_song_id, user_id, voted_at, closes_at)
    values (v_id, core.actor_id(), core.now(), concerts._open_song(v_id))
    on conflict do nothing;
    if not found then
        perform core.raise_error(
            'concerts.already_voted', format('The caller voted for song %s.', v_id)
        );
    end if;
    return concerts._show_votes(v_id);
end;
$$;

comment on function concerts._cast_vote(jsonb) is
    'Vote for {setlist_song_id} as the caller.';
