-- Proves functions/filters/read/_sizes_of_lines.sql.
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
    from filters._sizes_of_lines(
        array(
            select m
            from filters._measure_stores(
                filters._read_within(p_within),
                'basket_size',
                filters._measure_changes(filters._read_within(p_within))
            ) as m
        )
    ) as n
$$;

select results_eq(
    $$ select * from pg_temp.sizes('{"brand": "crisp"}') $$,
    $$ values ('{2,3}'::bigint[], '{1,1}'::bigint[]) $$,
    'buckets of the baskets that have a line of the selection'
);
select results_eq(
    $$ select * from pg_temp.sizes('{"brand": "fizz", "region": "NCR"}') $$,
    $$ values ('{1,3}'::bigint[], '{1,1}'::bigint[]) $$,
    'in the selected stores'
);
select results_eq(
    $$ select * from pg_temp.sizes('{"brand": "none such"}') $$,
    $$ values (null::bigint[], null::bigint[]) $$,
    'nothing matches: none'
);
select tests.sell('b1', 'crisp', 'food/snacks', 1);
select results_eq(
    $$ select * from pg_temp.sizes('{"brand": "crisp"}') $$,
    $$ values ('{2}'::bigint[], '{1}'::bigint[]) $$,
    'without those that changed'
);

select * from finish();
rollback;
