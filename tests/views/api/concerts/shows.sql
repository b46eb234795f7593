-- Proves sql/views/api/concerts/shows.sql.
begin;
select plan(10);

-- Given: the small tour.
select tests.small_tour();

select is(
    tests.grants_of('api.shows'),
    array[
        'insert (artist_id, show_on, starts_at, status, timezone, title, url, venue_id)'
        || ' to authenticated',
        'select to anon, authenticated, service_role',
        'update (artist_id, show_on, starts_at, status, timezone, title, url, venue_id)'
        || ' to authenticated'
    ],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('api.shows'),
    '{"select all to anon, app_reader, authenticated, service_role"}',
    'every row is opened to everyone'
);
select set_config('role', 'anon', true);
select ok((select count(*) > 1 from api.shows), 'everyone reads');
select tests.login_as(tests.user('ada'), 'curator');
select lives_ok(
    $$ update api.shows set title = 'New' where true $$, 'a curator corrects'
);
select throws_ok(
    format('update api.shows set starts_at = %L where id = 4001', t.at), '23514', null,
    'a show starts in the years that days may have: ' || t.at
)
from unnest(
    '{infinity,-infinity,294276-01-01Z,4713-01-01Z BC,1899-12-31Z}'::text[]
) as t (at);
select tests.login_as(tests.user('ada'));
select is_empty(
    $$ update api.shows set title = 'New' where true returning id $$, 'no one else does'
);

select * from finish();
rollback;
