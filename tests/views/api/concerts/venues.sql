-- Proves sql/views/api/concerts/venues.sql.
begin;
select plan(5);

-- Given: the small tour.
select tests.small_tour();

select is(
    tests.grants_of('api.venues'),
    array[
        'insert (city, country, latitude, longitude, name, state, timezone)'
        || ' to authenticated',
        'select to anon, authenticated, service_role',
        'update (city, country, latitude, longitude, name, state, timezone)'
        || ' to authenticated'
    ],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('api.venues'),
    '{"select all to anon, app_reader, authenticated, service_role"}',
    'every row is opened to everyone'
);
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
