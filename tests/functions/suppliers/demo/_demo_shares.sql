-- Proves functions/suppliers/demo/_demo_shares.sql.
begin;
select plan(4);

select is(
    ((suppliers._demo_shares('a'))[1] * 65536)::integer, 51863,
    'a share is two bytes of the SHA-256 of the key'
);
select is(cardinality(suppliers._demo_shares('a')), 16, 'a key has sixteen');
select isnt(
    suppliers._demo_shares('a'), suppliers._demo_shares('b'), 'another key has others'
);
select is(
    (
        select count(*)
        from generate_series(1, 200) as n
        cross join unnest(suppliers._demo_shares(n::text)) as s (share)
        where s.share < 0 or s.share >= 1
    ), 0::bigint, 'all are from 0 to below 1'
);

select * from finish();
rollback;
