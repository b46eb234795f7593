-- Proves functions/concerts/demo/_list_demo_shows.sql.
begin;
select plan(4);

select results_eq(
    $$ select count(*), count(*) filter (where d.days > 0)
       from concerts._list_demo_shows() as d $$,
    $$ values (60::bigint, 22::bigint) $$, 'there are 60 shows, 22 of them come'
);
select is_empty(
    $$ select d.artist, d.venue from concerts._list_demo_shows() as d
       left join concerts._list_demo_artists() as a on d.artist = a.name
       left join concerts._list_demo_venues() as v on d.venue = v.name
       where a.name is null or v.name is null $$,
    'their artists and venues are there'
);
select is_empty(
    $$ select d.artist from concerts._list_demo_shows() as d
       group by d.artist, d.days having count(*) > 1 $$,
    'no artist plays twice a day'
);
select is(
    array(
        select distinct d.status
        from concerts._list_demo_shows() as d
        order by d.status
    ), '{cancelled,postponed,scheduled}', 'some do not take place'
);

select * from finish();
rollback;
