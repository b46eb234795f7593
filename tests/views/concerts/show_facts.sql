-- Proves sql/views/concerts/show_facts.sql.
begin;
select plan(3);

-- Given: the double tour.
select tests.double_tour();

select is(
    (
        select (f.artist, f.day, f.venue)::text
        from concerts.show_facts as f
        where f.record_id = 4101
    ),
    '(1003,2099-05-01,Hall)', 'a show with its venue'
);
select is(
    tests.grants_of('concerts.show_facts'), '{}', 'no role has a right'
);
select is(
    tests.reach_of('concerts.show_facts'),
    '{"select all to anon, app_reader, authenticated, service_role"}',
    'it reads as its reader'
);

select * from finish();
rollback;
