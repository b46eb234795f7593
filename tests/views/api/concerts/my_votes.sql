-- Proves sql/views/api/concerts/my_votes.sql.
begin;
select plan(4);

-- Given: the small tour; ada and bob voted for song 6001.
select tests.small_tour();

select is(
    tests.grants_of('api.my_votes'), array['select to authenticated'],
    'these rights are granted, and no others'
);
select tests.login_as(tests.user('ada'));
reset role;
select is(
    tests.reach_of('api.my_votes'),
    '{"select all to app_reader, authenticated, service_role"}',
    'no vote is opened to callers who are not signed in'
);
select set_config('role', 'anon', true);
select throws_ok('select from api.my_votes', '42501', null, 'a user is signed in');
select tests.login_as(tests.user('ada'));
select is(
    (select array_agg(m.setlist_song_id) from api.my_votes as m), '{6001}'::bigint[],
    'and reads their own votes'
);

select * from finish();
rollback;
