-- Proves functions/filters/read/_sizes_of_stores.sql.
begin;
select plan(4);

-- Given: the small shop.
select tests.small_shop();

create function pg_temp.sizes(p_within jsonb)
    returns table (buckets bigint[], baskets bigint[])
    language sql
as $$
    select
        n.buckets,
        n.baskets
    from filters._sizes_of_stores(
        filters._read_within(p_within),
        filters._measure_changes(filters._read_within(p_within))
    ) as n
$$;

select results_eq(
    $$ select * from pg_temp.sizes('{}') $$,
    $$ values ('{1,2,3}'::bigint[], '{2,1,1}'::bigint[]) $$,
    'every basket is in its bucket'
);
select results_eq(
    $$ select * from pg_temp.sizes('{"region": "Region VII"}') $$,
    $$ values ('{2}'::bigint[], '{1}'::bigint[]) $$,
    'or those of some stores'
);
select tests.sell('b1', 'crisp', 'food/snacks', 1);
select results_eq(
    $$ select * from pg_temp.sizes('{}') $$,
    $$ values ('{1,2}'::bigint[], '{2,1}'::bigint[]) $$,
    'without those that changed'
);
select results_eq(
    $$ select * from pg_temp.sizes('{"store_class": "D"}') $$,
    $$ values (null::bigint[], null::bigint[]) $$,
    'no store: none'
);

select * from finish();
rollback;
