-- Proves functions/concerts/demo/_list_demo_songs.sql.
begin;
select plan(4);

select is(
    (
        select count(distinct concat_ws('/', s.artist, lower(s.title)))
        from concerts._list_demo_songs() as s
    ), 200::bigint, 'there are 200 songs'
);
select is(
    array(
        select s.artist from concerts._list_demo_songs() as s
        except
        select a.name from concerts._list_demo_artists() as a
    ), '{}', 'each by an artist of the demo'
);
select is(
    (select count(distinct s.artist) from concerts._list_demo_songs() as s), 30::bigint,
    'each artist has songs'
);
select results_eq(
    $$
    select s.title, s.cover_of from concerts._list_demo_songs() as s
    where s.artist = 'The Beatles' and s.title like '%o%u%' order by s.title
    $$,
    $$
    values
    ('I Wanna Be Your Man', null),
    ('Rock and Roll Music', 'Chuck Berry')
    $$, 'a cover has the artist whose song it is'
);

select * from finish();
rollback;
