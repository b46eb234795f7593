-- Proves sql/views/api/concerts/setlist_songs.sql.
begin;
select plan(6);

-- Given: the small tour.
select tests.small_tour();

select is(
    tests.grants_of('api.setlist_songs'),
    array[
        'delete to authenticated',
        'insert (encore, info, is_tape, place, setlist_id, song_id) to authenticated',
        'select to anon, authenticated, service_role',
        'update (encore, info, is_tape, place, setlist_id, song_id) to authenticated'
    ],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('api.setlist_songs'),
    '{"select all to anon, app_reader, authenticated, service_role"}',
    'every row is opened to everyone'
);
select set_config('role', 'anon', true);
select ok((select count(*) > 1 from api.setlist_songs), 'everyone reads');
select is(
    (
        select s.votes from api.setlist_songs as s
        where s.id = 6001
    ),
    2::bigint, 'with the votes of each'
);
select tests.login_as(tests.user('ada'), 'curator');
select lives_ok(
    $$ update api.setlist_songs set info = 'New' where true $$, 'a curator corrects'
);
select tests.login_as(tests.user('ada'));
select is_empty(
    $$ update api.setlist_songs set info = 'New' where true returning id $$,
    'no one else does'
);

select * from finish();
rollback;
