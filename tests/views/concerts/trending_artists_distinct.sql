-- Proves sql/views/concerts/trending_artists_distinct.sql.
begin;
select plan(5);

-- Given: the small tour, and a second artist of the name of Alto with more votes.
select tests.small_tour();
insert into concerts.artists (id, name)
overriding system value
values (1009, 'ALTO');
delete from concerts.artist_heats;
insert into concerts.artist_heats (artist_id, votes, heat)
values
(1009, 900, concerts._vote_weight(core.now()) + 6),
(1002, 2, concerts._vote_weight(core.now()) + 4);

select cmp_ok(
    core.refresh_view('concerts.trending_artists_distinct'), '>=', 0::bigint,
    'the view can be refreshed'
);
select results_eq(
    'select d.place, d.artist_id '
    'from concerts.trending_artists_distinct as d order by 1',
    'values (1::bigint, 1009::bigint), (2, 1002)',
    'each name is there once, with its best score'
);
delete from concerts.artist_heats
where artist_id = 1009;
select cmp_ok(
    core.refresh_view('concerts.trending_artists_distinct'), '>=', 0::bigint,
    'also while it is read'
);
select results_eq(
    'select d.place, d.artist_id '
    'from concerts.trending_artists_distinct as d order by 1',
    'values (1::bigint, 1002::bigint), (2, 1001)',
    'a refresh computes it again'
);
select is(
    tests.grants_of('concerts.trending_artists_distinct'), '{}', 'no role has a right'
);

select * from finish();
rollback;
