-- Proves functions/concerts/votes/_emit_votes.sql.
begin;
select plan(1);

-- Given: the small tour.
select tests.small_tour();

do $$
begin
    perform concerts._emit_votes(5001, '{6001, 6002}');
end;
$$;
select is(
    (
        select e.payload -> 'songs' from core.events as e
        where e.type = 'concerts.setlist.voted'
    ),
    '[{"setlist_song_id": 6001, "votes": 2},
      {"setlist_song_id": 6002, "votes": 0}]'::jsonb,
    'an event has the present counts'
);

select * from finish();
rollback;
