-- Proves functions/concerts/demo/_list_demo_artists.sql.
begin;
select plan(2);

select is(
    (select count(distinct lower(d.name)) from concerts._list_demo_artists() as d),
    30::bigint, 'there are 30 artists'
);
select ok(
    (
        select bool_or(d.popularity is null) and bool_or(d.genres = '{}')
        from concerts._list_demo_artists() as d
    ), 'of some no popularity and no genre is known'
);

select * from finish();
rollback;
