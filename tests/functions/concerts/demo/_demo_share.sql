-- Proves functions/concerts/demo/_demo_share.sql.
begin;
select plan(3);

select is(
    (concerts._demo_share('a') * 65536)::integer, 51863,
    'a share is the first two bytes of the SHA-256 of the key'
);
select isnt(concerts._demo_share('a'), concerts._demo_share('b'), 'keys differ');
select is(
    (
        select count(*)
        from generate_series(1, 200) as n
        cross join concerts._demo_share(n::text) as s (share)
        where s.share < 0 or s.share >= 1
    ), 0::bigint, 'all are from 0 to below 1'
);

select * from finish();
rollback;
