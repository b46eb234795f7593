-- concerts.get_setlist: a setlist with its songs, their votes and the caller's own.
--
-- Definer: anonymous callers have no right on the votes; only the caller's own are
-- read.

create or replace function concerts.get_setlist(p_setlist_id bigint)
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_setlist jsonb;
begin
    select jsonb_build_object(
        'setlist_id', l.id,
        'kind', l.kind,
        'source_url', l.source_url,
        'show_id', h.id,
        'show_on', h.show_on,
        'status', h.status,
        'closes_at', h.closes_at,
        'is_open',
        l.kind = 'wished' and h.status <> 'cancelled' and h.closes_at > core.now(),
        'artist', a.name,
        'venue', v.name,
        'songs', (
            select coalesce(jsonb_agg(to_jsonb(r) order by r.place), '[]')
            from (
                select
                    s.place, s.id as setlist_song_id, o.title, o.cover_of, s.encore,
                    s.is_tape, s.info,
                    (concerts._show_votes(s.id) ->> 'votes')::bigint as votes,
                    exists (
                        select
                        from concerts.votes as m
                        where m.setlist_song_id = s.id and m.user_id = core.actor_id()
                    ) as is_mine
                from concerts.setlist_songs as s
                inner join concerts.songs as o on s.song_id = o.id
                where s.setlist_id = l.id
            ) as r
        )
    )
    into v_setlist
    from concerts.setlists as l
    inner join concerts.shows as h on l.show_id = h.id
    inner join concerts.artists as a on h.artist_id = a.id
    left join concerts.venues as v on h.venue_id = v.id
    where l.id = concerts._present_id('setlist', p_setlist_id);
    if v_setlist is null then
        perform core.raise_error(
            'concerts.unknown_setlist',
            format('There is no setlist %s.', coalesce(p_setlist_id::text, 'null'))
        );
    end if;
    return v_setlist;
end;
$$;

grant execute on function concerts.get_setlist(bigint)
to anon, authenticated, service_role;

comment on function concerts.get_setlist(bigint) is
$$Return a setlist: its songs in order, their votes, and what the caller voted for.

At most 500 songs. closes_at is when the votes close. source_url is the page to link to;
encore is 0 before the first encore; cover_of is the artist whose song it is, where that
is another one. is_tape: it was played from a tape.
Returns: {setlist_id: bigint, kind: "wished" | "played", source_url: text | null,
show_id: bigint, show_on: date, status: "scheduled" | "postponed" | "rescheduled" |
"cancelled", closes_at: timestamptz, is_open: boolean, artist: text, venue: text | null,
songs: [{place: integer, setlist_song_id: bigint, title: text, cover_of: text | null,
encore: integer, is_tape: boolean, info: text | null, votes: bigint, is_mine: boolean}]}
Errors: PT404 concerts.unknown_setlist.
Example: {"setlist_id": 5001}
Budget: 200 ms.
$$;
