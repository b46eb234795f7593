-- Proves sql/views/concerts/venue_facts.sql.
begin;
select plan(3);

-- Given: the double tour.
select tests.double_tour();

select is(
    (
        select (f.name, f.city, f.country)::text
        from concerts.venue_facts as f
        where f.record_id = 2002
    ),
    '("The Hall",Manila,PH)', 'a venue with its place'
);
select is(
    tests.grants_of('concerts.venue_facts'), '{}', 'no role has a right'
);
select is(
    tests.reach_of('concerts.venue_facts'),
    '{"select all to anon, app_reader, authenticated, service_role"}',
    'it reads as its reader'
);

select * from finish();
rollback;
