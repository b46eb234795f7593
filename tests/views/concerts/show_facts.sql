-- Proves sql/views/concerts/show_facts.sql.
begin;
select plan(1);

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

select * from finish();
rollback;
