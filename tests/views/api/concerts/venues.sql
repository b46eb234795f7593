-- Proves sql/views/api/concerts/venues.sql.
begin;
select plan(3);

-- Given: the small tour.
select tests.small_tour();

select set_config('role', 'anon', true);
select ok((select count(*) > 0 from api.venues), 'everyone reads');
select tests.login_as(tests.user('ada'), 'curator');
select lives_ok(
    $$ update api.venues set name = 'New' where true $$, 'a curator corrects'
);
select tests.login_as(tests.user('ada'));
select is_empty(
    $$ update api.venues set name = 'New' where true returning id $$, 'no one else does'
);

select * from finish();
rollback;
