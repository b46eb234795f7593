-- concerts.tg_setlist_songs__refuse_delete: keep a song until the queue of votes has no
-- row of it.
--
-- A withdrawal that is still queued leads to its artist by the song. The trigger fires
-- after the foreign key of concerts.votes was checked, which waits for open
-- withdrawals.

create or replace function concerts.tg_setlist_songs__refuse_delete()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_id bigint;
begin
    select c.setlist_song_id
    into v_id
    from concerts.vote_changes as c
    inner join old_rows as o on c.setlist_song_id = o.id
    limit 1;
    if v_id is not null then
        perform core.raise_error(
            'concerts.votes_queued',
            format('Votes for song %s of a setlist wait to be counted.', v_id)
        );
    end if;
    return null;
end;
$$;

comment on function concerts.tg_setlist_songs__refuse_delete() is
$$Refuse to delete songs whose votes are queued.

Errors: PT409 concerts.votes_queued.
$$;
