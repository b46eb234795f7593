-- Proves sql/views/api/concerts/setlists.sql.
begin;
select plan(5);

-- Given: the small tour.
select tests.small_tour();

select is(
    tests.grants_of('api.setlists'),
    array[
        'insert (kind, show_id, source_url) to authenticated',
        'select to anon, authenticated, service_role',
        'update (kind, show_id, source_url) to authenticated'
    ],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('api.setlists'),
    '{"select all to anon, app_reader, authenticated, service_role"}',
    'every row is opened to everyone'
);
select set_config('role', 'anon', true);
select ok((select count(*) > 1 from api.setlists), 'everyone reads');
select tests.login_as(tests.user('ada'), 'curator');
select lives_ok(
    $$ update api.setlists set source_url = 'https://example.com/' where true $$,
    'a curator corrects'
);
select tests.login_as(tests.user('ada'));
select is_empty(
    $$ update api.setlists set source_url = 'https://example.com/' where true
       returning id $$,
    'no one else does'
);

select * from finish();
rollback;
