-- Proves sql/views/api/concerts/songs.sql.
begin;
select plan(3);

-- Given: the small tour.
select tests.small_tour();

select set_config('role', 'anon', true);
select ok((select count(*) > 1 from api.songs), 'everyone reads');
select tests.login_as(tests.user('ada'), 'curator');
select lives_ok(
    $$ update api.songs set cover_of = 'New' where true $$, 'a curator corrects'
);
select tests.login_as(tests.user('ada'));
select is_empty(
    $$ update api.songs set cover_of = 'New' where true returning id $$, 'no one else does'
);

select * from finish();
rollback;
