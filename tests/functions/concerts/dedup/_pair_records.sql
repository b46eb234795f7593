-- Proves functions/concerts/dedup/_pair_records.sql.
begin;
select plan(2);

-- Given: the double tour.
select tests.double_tour();

do $$ begin perform concerts._refresh_matches('artist'); end; $$;
select results_eq(
    $$ select p.* from concerts._pair_records('artist', 0, 9999) as p $$,
    'values (1001::bigint, 1003::bigint)', 'records that share a key'
);
insert into concerts.artists (name)
select 'Alto ' || n from generate_series(1, 150) as n;
do $$ begin perform concerts._refresh_matches('artist'); end; $$;
select is(
    (
        select count(*) from concerts._pair_records('artist', 1001, 1001) as p
        where p.right_id > 1003
    ),
    0::bigint, 'a key of too many makes no pair'
);

select * from finish();
rollback;
