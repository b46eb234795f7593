-- Proves sql/seeds/concerts/persisted_queries.sql.
begin;
select plan(3);

select set_eq(
    'select q.name from concerts.persisted_queries as q',
    array[
        'ArtistPage', 'CastVote', 'ComingShows', 'MyVotes', 'PopularArtists', 'Search',
        'ShowPage', 'VenuePage', 'WithdrawVote'
    ],
    'the documents that clients may run'
);
select throws_ok(
    $$ update concerts.persisted_queries as q set document = q.document || ' '
       where q.name = 'ShowPage' $$,
    '23514', null, 'a changed document has another id'
);
select throws_ok(
    $$ insert into concerts.persisted_queries (id, name, document)
       values (encode(sha256('{ x }'), 'hex'), 'X', '{ x }') $$,
    '23514', null, 'a document has a named operation'
);

select * from finish();
rollback;
