-- Proves sql/views/api/concerts/my_votes.sql.
begin;
select plan(2);

-- Given: the small tour; ada and bob voted for song 6001.
select tests.small_tour();

select tests.login_as(tests.user('ada'));
select results_eq(
    'select m.setlist_song_id from api.my_votes as m', 'values (6001::bigint)',
    'a user reads their own votes'
);
select set_config('role', 'anon', true);
select throws_ok('select from api.my_votes', '42501', null, 'others have none');

select * from finish();
rollback;
