-- Proves functions/concerts/demo/_list_demo_songs.sql.
begin;
select plan(4);

select is(
    (
        select count(distinct concat_ws('/', d.artist, lower(d.title)))
        from concerts._list_demo_songs() as d
    ), 200::bigint, 'there are 200 songs'
);
select set_eq(
    $$ select d.artist from concerts._list_demo_songs() as d $$,
    $$ select d.name from concerts._list_demo_artists() as d $$,
    'of all artists'
);
select is(
    (
        select d.cover_of from concerts._list_demo_songs() as d
        where d.title = 'Helter Skelter'
    ), 'The Beatles', 'some are those of others'
);
select is_empty(
    $$ select d.title from concerts._list_demo_songs() as d
       where d.title ~ '[~;]|^ | $' or d.cover_of ~ '[~;]|^ | $' $$,
    'titles are taken apart'
);

select * from finish();
rollback;
