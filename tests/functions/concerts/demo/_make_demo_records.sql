-- Proves functions/concerts/demo/_make_demo_records.sql.
begin;
select plan(4);

-- Given: one artist, one song and one venue of the demo are there.
insert into concerts.artists (id, name, ticketmaster_id)
overriding system value
values (1001, 'RADIOHEAD', 'K1');
insert into concerts.songs (artist_id, title) values (1001, 'CREEP');
insert into concerts.venues (name, city) values ('paradiso', 'Amsterdam');
select concerts._make_demo_records();

select results_eq(
    $$ select
           (select count(*) from concerts.artists),
           (select count(*) from concerts.venues),
           (select count(*) from concerts.songs) $$,
    $$ values (30::bigint, 20::bigint, 200::bigint) $$, 'the others are added'
);
select is(
    (
        select count(*) from concerts.songs as s
        where s.artist_id = 1001
    ), 10::bigint,
    'the songs are those of the artist that is there'
);
select is(
    (
        select v.timezone from concerts.venues as v
        where v.name = 'paradiso'
    ), 'UTC',
    'what is there stays'
);
select lives_ok('select concerts._make_demo_records()', 'and again');

select * from finish();
rollback;
