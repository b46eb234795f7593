-- Proves sql/views/concerts/artist_facts.sql.
begin;
select plan(3);

-- Given: the double tour.
select tests.double_tour();

select is(tests.grants_of('concerts.artist_facts'), '{}', 'no role has a right');
select is(
    tests.reach_of('concerts.artist_facts'),
    '{"select all to anon, app_reader, authenticated, service_role"}',
    'it reads as its reader'
);
select is(
    (
        select (f.name, f.ticketmaster, f.spotify)::text
        from concerts.artist_facts as f
        where f.record_id = 1003
    ),
    '(Alto,K1,sp-2)', 'an artist with ids of sources'
);

select * from finish();
rollback;
