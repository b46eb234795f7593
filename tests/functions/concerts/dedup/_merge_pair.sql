-- Proves functions/concerts/dedup/_merge_pair.sql.
begin;
select plan(3);

-- Given: the double tour.
select tests.double_tour();

select ok(concerts._merge_pair('venue', 2001, 2002, 0.9), 'a pair is merged');
select is(
    (select m.score from concerts."merges" as m), 0.9::double precision,
    'with its score'
);
create table concerts.pairs (
    id bigint primary key, artist_id bigint references concerts.artists (id),
    check (artist_id <> 1001)
);
insert into concerts.pairs values (1, 1003);
set local client_min_messages = error;
select ok(not concerts._merge_pair('artist', 1001, 1003, 0.9), 'or left to curators');

select * from finish();
rollback;
