-- Proves functions/concerts/votes/tg_setlist_songs__refuse_delete.sql.
begin;
select plan(5);

-- Given: two votes for a song.
select tests.small_tour();
select ok(not concerts.run_fold_votes(), 'the queue is taken');
delete from concerts.votes
where setlist_song_id = 6001;
select throws_ok(
    'delete from concerts.setlist_songs where id = 6001', 'PT409',
    'concerts.votes_queued', 'a song stays while a withdrawal is queued'
);
select ok(not concerts.run_fold_votes(), 'the queue is taken');
select lives_ok(
    'delete from concerts.setlist_songs where id = 6001', 'it may go when it is counted'
);
select is_empty(
    'select * from concerts.artist_heats as h where h.artist_id = 1001',
    'and the heat of its artist is right'
);

select * from finish();
rollback;
