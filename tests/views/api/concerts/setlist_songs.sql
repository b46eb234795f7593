-- Proves sql/views/api/concerts/setlist_songs.sql.
begin;
select plan(4);

-- Given: the small tour.
select tests.small_tour();

select set_config('role', 'anon', true);
select ok((select count(*) > 1 from api.setlist_songs), 'everyone reads');
select is(
    (select s.votes from api.setlist_songs as s where s.id = 6001), 2::bigint,
    'with the votes of each'
);
select tests.login_as(tests.user('ada'), 'curator');
select lives_ok(
    $$ update api.setlist_songs set info = 'New' where true $$, 'a curator corrects'
);
select tests.login_as(tests.user('ada'));
select is_empty(
    $$ update api.setlist_songs set info = 'New' where true returning id $$, 'no one else does'
);

select * from finish();
rollback;
