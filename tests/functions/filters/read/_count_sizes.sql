-- Proves functions/filters/read/_count_sizes.sql.
begin;
select plan(6);

-- Given: the small shop.
select tests.small_shop();

create function pg_temp.stores(p_selection filters.selection)
    returns filters.measured_store[]
    language sql
as $$
    select array(
        select s
        from filters._measure_stores(
            p_selection, 'basket_size', filters._measure_changes(p_selection)
        ) as s
    )
$$;
create function pg_temp.sizes(p_within jsonb) returns bigint[] language sql as $$
    select filters._count_sizes(
        n.selection, pg_temp.stores(n.selection), filters._measure_changes(n.selection)
    )
    from (select filters._read_within(p_within) as selection) as n
$$;

select is(
    pg_temp.sizes('{}'), '{2,1,1,0,0,0,0,0}', 'every basket is in one bucket'
);
select is(
    pg_temp.sizes('{"brand": "crisp"}'), '{0,1,1,0,0,0,0,0}',
    'a basket that matches counts with its whole size'
);
select is(
    pg_temp.sizes('{"brand": "none such"}'), '{0,0,0,0,0,0,0,0}',
    'nothing matches: no basket'
);

-- Seven lines more in b1, one less in b3.
select tests.sell('b1', 'fizz', 'food/drinks', p)
from generate_series(1, 7) as p;
delete from filters.transactions
where price_minor = 175;
select is(
    pg_temp.sizes('{}'), '{3,0,0,0,1,0,0,0}', 'changed baskets are as big as they are'
);
select is(
    pg_temp.sizes('{"brand": "crisp"}'), '{1,0,0,0,1,0,0,0}', 'in a selection too'
);
do $$ begin perform filters._fold_all(); end $$;
select is(pg_temp.sizes('{}'), '{3,0,0,0,1,0,0,0}', 'folded or not');

select * from finish();
rollback;
