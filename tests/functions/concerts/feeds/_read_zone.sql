-- Proves functions/concerts/feeds/_read_zone.sql.
begin;
select plan(1);

select results_eq(
    $$ select concerts._read_zone(x) from unnest(
        '{Asia/Manila,UTC,America/Indiana/Knox,Nowhere/City,EST5EDT,"",FOO+3}'::text[]
    ) as x $$,
    $$ values ('Asia/Manila'), ('UTC'), ('America/Indiana/Knox'), (null), (null),
        (null), (null) $$,
    'names of IANA that Postgres knows'
);

select * from finish();
rollback;
