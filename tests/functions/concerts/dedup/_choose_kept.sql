-- Proves functions/concerts/dedup/_choose_kept.sql.
begin;
select plan(2);

-- Given: the double tour.
select tests.double_tour();

select is(
    concerts._choose_kept('artist', 1002, 1003), 1003::bigint, 'what sources know'
);
select is(
    concerts._choose_kept('artist', 1003, 1001), 1001::bigint, 'then the older one'
);

select * from finish();
rollback;
