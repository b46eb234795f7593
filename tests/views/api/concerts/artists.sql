-- Proves sql/views/api/concerts/artists.sql.
begin;
select plan(8);

-- Given: the small tour.
select tests.small_tour();

select is(
    tests.grants_of('api.artists'),
    array[
        'insert (genres, image_url, name, popularity, ticketmaster_id)'
        || ' to authenticated',
        'select to anon, authenticated, service_role',
        'update (genres, image_url, name, popularity, ticketmaster_id)'
        || ' to authenticated'
    ],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('api.artists'),
    '{"select all to anon, app_reader, authenticated, service_role"}',
    'every row is opened to everyone'
);
select set_config('role', 'anon', true);
select ok((select count(*) > 1 from api.artists), 'everyone reads');
select tests.login_as(tests.user('ada'), 'curator');
select lives_ok(
    $$ update api.artists set name = 'New' where true $$, 'a curator corrects'
);
select throws_ok(
    format('update api.artists set genres = %s where id = 1001', g.genres), '23514',
    null, g.what
)
from (
    values
    ($$array_fill('x'::text, '{10,1}')$$, 'genres are one list'),
    ($$'{a,null}'$$, 'without an empty place'),
    ($$array[repeat('x', 5001)]$$, 'of a bounded size')
) as g (genres, what);
select tests.login_as(tests.user('ada'));
select is_empty(
    $$ update api.artists set name = 'New' where true returning id $$,
    'no one else does'
);

select * from finish();
rollback;
