-- Proves triggers/concerts/votes.sql.
begin;
select plan(3);

-- Given: the small tour.
select tests.small_tour();

select triggers_are(
    'concerts', 'votes',
    array[
        't20_refuse_change', 't20_refuse_truncate', 't30_count_insert',
        't30_count_delete'
    ],
    'votes has exactly these triggers'
);
select throws_ok(
    'update concerts.votes set voted_at = voted_at', 'PT409', 'core.append_only',
    'a vote is never changed'
);
update concerts.votes set setlist_song_id = 6003
where setlist_song_id = 6001 and user_id = tests.user('ada');
select is(
    (
        select count(*) from concerts.votes as v
        where v.setlist_song_id = 6003
    ),
    1::bigint, 'a merge moves it to another song'
);

select * from finish();
rollback;
