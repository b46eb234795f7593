-- Proves sql/views/concerts/song_facts.sql.
begin;
select plan(3);

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
select is(
    tests.grants_of('concerts.song_facts'), '{}', 'no role has a right'
);
select is(
    tests.reach_of('concerts.song_facts'),
    '{"select all to anon, app_reader, authenticated, service_role"}',
    'it reads as its reader'
);

select * from finish();
rollback;
