-- Proves sql/views/concerts/song_facts.sql.
begin;
select plan(1);

-- Given: the double tour.
select tests.double_tour();

select is(
    (
        select (f.artist, f.title)::text
        from concerts.song_facts as f
        where f.record_id = 3104
    ),
    '(1003,Four)', 'a song of an artist'
);

select * from finish();
rollback;
