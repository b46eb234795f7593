-- Proves functions/concerts/demo/_list_demo_venues.sql.
begin;
select plan(3);

select is(
    (select count(distinct v.name) from concerts._list_demo_venues() as v), 20::bigint,
    'there are 20 venues'
);
select is(
    (
        select count(*)
        from concerts._list_demo_venues() as v
        inner join pg_catalog.pg_timezone_names as z on v.timezone = z.name
    ), 20::bigint, 'each has a time zone that is known'
);
select is(
    (
        select (v.city, v.country, v.timezone)::text
        from concerts._list_demo_venues() as v
        where v.name = 'Mall of Asia Arena'
    ), '(Pasay,PH,Asia/Manila)', 'each is in its city'
);

select * from finish();
rollback;
