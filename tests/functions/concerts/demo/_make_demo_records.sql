-- Proves functions/concerts/demo/_make_demo_records.sql.
begin;
select plan(4);

-- Given: an artist, a venue and a song that a feed brought.
insert into concerts.artists (id, name, popularity)
overriding system value
values (1001, 'Björk', 60);
insert into concerts.venues (id, name, city)
overriding system value
values (2001, 'Harpa', 'Reykjavík');
insert into concerts.songs (id, artist_id, title)
overriding system value
values (3001, 1001, 'JÓGA');
do $$ begin perform concerts._make_demo_records(); end $$;

select results_eq(
    $$
    select
        (select count(*) from concerts.artists),
        (select count(*) from concerts.venues),
        (select count(*) from concerts.songs)
    $$,
    $$ values (30::bigint, 20::bigint, 200::bigint) $$, 'what is missing is made'
);
select is(
    (
        select a.genres from concerts.artists as a
        where a.name = 'Björk'
    ), '{}',
    'what was there stays as it is'
);
select is(
    (
        select s.title from concerts.songs as s
        where s.id = 3001
    ), 'JÓGA', 'a song, too'
);
do $$ begin perform concerts._make_demo_records(); end $$;
select is(
    (select count(*) from concerts.songs), 200::bigint, 'a second time makes nothing'
);

select * from finish();
rollback;
