-- Proves functions/concerts/feeds/_owns_field.sql.
begin;
select plan(3);

-- Given: an artist with an id of Spotify.
select tests.small_tour();
select ok(
    concerts._owns_field('name', 'ticketmaster', 'artist', 1001),
    'a source before it counts'
);
select ok(
    not concerts._owns_field('name', 'musicbrainz', 'artist', 1001),
    'one after it does not'
);
select ok(
    concerts._owns_field('name', 'musicbrainz', 'artist', 1002),
    'alone, each counts'
);

select * from finish();
rollback;
