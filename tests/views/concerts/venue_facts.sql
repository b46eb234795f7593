-- Proves sql/views/concerts/venue_facts.sql.
begin;
select plan(1);

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

select * from finish();
rollback;
