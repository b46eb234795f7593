-- Proves sql/views/api/concerts/my_votes.sql.
begin;
select plan(2);

-- Given: the small tour; ada and bob voted for song 6001.
select tests.small_tour();

select set_config('role', 'anon', true);
select throws_ok('select from api.my_votes', '42501', null, 'a user is signed in');
select tests.login_as(tests.user('ada'));
select is(
    (select array_agg(m.setlist_song_id) from api.my_votes as m), '{6001}'::bigint[],
    'and reads their own votes'
);

select * from finish();
rollback;
