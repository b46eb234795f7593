-- Proves sql/views/api/concerts/setlists.sql.
begin;
select plan(3);

-- Given: the small tour.
select tests.small_tour();

select set_config('role', 'anon', true);
select ok((select count(*) > 1 from api.setlists), 'everyone reads');
select tests.login_as(tests.user('ada'), 'curator');
select lives_ok(
    $$ update api.setlists set source_url = 'https://example.com/' where true $$, 'a curator corrects'
);
select tests.login_as(tests.user('ada'));
select is_empty(
    $$ update api.setlists set source_url = 'https://example.com/' where true returning id $$, 'no one else does'
);

select * from finish();
rollback;
