-- concerts._open_song: when the votes for a song of a setlist close; raises if they are
-- closed.

create or replace function concerts._open_song(p_setlist_song_id bigint)
    returns timestamptz
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_song record;
begin
    select h.id, h.closes_at, h.status, l.kind
    into v_song
    from concerts.setlist_songs as s
    inner join concerts.setlists as l on s.setlist_id = l.id
    inner join concerts.shows as h on l.show_id = h.id
    where s.id = p_setlist_song_id;
    if v_song.id is null then
        perform core.raise_error(
            'concerts.unknown_song',
            format('There is no setlist song %s.', coalesce(p_setlist_song_id::text, 'null'))
        );
    end if;
    if v_song.kind <> 'wished' or v_song.status = 'cancelled' then
        perform core.raise_error(
            'concerts.voting_closed',
            case
                when v_song.kind <> 'wished' then 'The setlist was played.'
                else 'The show is cancelled.'
            end
        );
    end if;
    if v_song.closes_at <= core.now() then
        perform core.raise_error(
            'concerts.voting_closed', format('The show started at %s.', v_song.closes_at)
        );
    end if;
    return v_song.closes_at;
end;
$$;

comment on function concerts._open_song(bigint) is
$$Return the time until which the song can be voted for.

Errors: PT404 concerts.unknown_song, PT409 concerts.voting_closed.
$$;
