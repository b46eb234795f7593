-- Proves functions/concerts/merging/_list_keys.sql.
begin;
select plan(3);

select results_eq(
    $$ select k.columns, k.is_null_equal
       from concerts._list_keys('concerts.shows', 'venue_id') as k $$,
    $$ values ('{artist_id,venue_id,show_on}'::text[], true) $$, 'a unique index'
);
select results_eq(
    $$ select k.columns
       from concerts._list_keys('concerts.setlist_songs', 'setlist_id') as k $$,
    $$ values ('{setlist_id,place}'::text[]), ('{setlist_id,song_id}') $$,
    'and the keys of rules'
);
select results_eq(
    $$ select k.columns from concerts._list_keys('concerts.songs', 'artist_id') as k $$,
    $$ values ('{artist_id,lower(title)}'::text[]) $$, 'expressions are written out'
);

select * from finish();
rollback;
