-- Proves functions/concerts/dedup/_refresh_matches.sql.
begin;
select plan(6);

-- Given: the double tour.
select tests.double_tour();

select is(concerts._refresh_matches('artist'), 3::bigint, 'all are new');
select is(concerts._refresh_matches('artist'), 0::bigint, 'nothing changed');
update concerts.artists
set name = 'Älto'
where id = 1001;
select is(concerts._refresh_matches('artist'), 1::bigint, 'one did');
select is(
    (
        select v.folded from concerts.match_values as v
        where v.entity = 'artist' and v.record_id = 1001 and v.field = 'name'
    ),
    'alto', 'in the form that is compared'
);
delete from concerts.artist_heats
where artist_id = 1002;
update concerts.shows
set artist_id = 1001
where artist_id = 1002;
delete from concerts.artists
where id = 1002;
select is(concerts._refresh_matches('artist'), 1::bigint, 'one is gone');
select is(
    (
        select count(*) from concerts.match_keys as k
        where k.record_id = 1002
    ),
    0::bigint, 'and its keys'
);

select * from finish();
rollback;
