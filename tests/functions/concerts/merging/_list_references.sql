-- Proves functions/concerts/merging/_list_references.sql.
begin;
select plan(4);

-- Given: the double tour.
select tests.double_tour();

select results_eq(
    $$ select r.table_name::text collate "default",
           r.column_name::text collate "default"
       from concerts._list_references('concerts.artists') as r $$,
    $$ values
        ('concerts.shows', 'artist_id'), ('concerts.songs', 'artist_id'),
        ('concerts.artist_heats', 'artist_id'), ('concerts.external_ids', 'record_id'),
        ('concerts.redirects', 'to_id') $$,
    'foreign keys, then totals, then soft references'
);
create table concerts.pairs (
    a bigint primary key references concerts.artists (id),
    b bigint, c integer, foreign key (b, c) references concerts.vote_counts
);
select is(
    (
        select count(*) from concerts._list_references('concerts.artists') as r
        where r.table_name = 'concerts.pairs'::regclass
    ),
    1::bigint, 'a new table needs no entry'
);
select is(
    (
        select r.column_name from concerts._list_references('concerts.vote_counts') as r
    ),
    null, 'a key of several columns is listed without one'
);
select is(
    (
        select r.filter_value
        from concerts._list_references('concerts.venues') as r
        where r.table_name = 'concerts.external_ids'::regclass
    ),
    'venue', 'a soft reference is filtered by its entity'
);

select * from finish();
rollback;
