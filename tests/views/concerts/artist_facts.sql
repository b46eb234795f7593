-- Proves sql/views/concerts/artist_facts.sql.
begin;
select plan(1);

-- Given: the double tour.
select tests.double_tour();

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
