-- Proves functions/concerts/votes/tg_setlist_songs__end_redirects.sql.
begin;
select plan(3);

-- Given: the double tour, its artists merged, so that 6101 leads to 6002.
select tests.double_tour();
do $$ begin perform concerts._merge_records('artist', 1001, '{1003}', null); end; $$;
select is(
    concerts._present_id('setlist_song', 6101), 6002::bigint, 'an old id leads on'
);
delete from concerts.votes
where setlist_song_id = 6002;
select ok(not concerts.run_fold_votes(), 'the queue is taken');
delete from concerts.setlist_songs
where id = 6002;
select is_empty(
    $$ select i.name from core.invariants as i
       where i.module = 'concerts' and (core.run_invariant(i.name)).violations > 0 $$,
    'no redirect leads to a song that is gone'
);

select * from finish();
rollback;
