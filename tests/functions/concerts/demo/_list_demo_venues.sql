-- Proves functions/concerts/demo/_list_demo_venues.sql.
begin;
select plan(3);

select is(
    (select count(distinct lower(d.name)) from concerts._list_demo_venues() as d),
    20::bigint, 'there are 20 venues'
);
select is_empty(
    $$ select d.name from concerts._list_demo_venues() as d
       left join pg_catalog.pg_timezone_names as z on d.timezone = z.name
       where z.name is null $$,
    'each has a time zone'
);
select is_empty(
    $$ select d.name from concerts._list_demo_venues() as d
       inner join pg_catalog.pg_timezone_names as z on d.timezone = z.name
       where abs(extract(epoch from z.utc_offset) / 240 - d.longitude) > 45 $$,
    'that fits its longitude'
);

select * from finish();
rollback;
