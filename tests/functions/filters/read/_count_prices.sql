-- Proves functions/filters/read/_count_prices.sql.
begin;
select plan(4);

-- Given: the small shop.
select tests.small_shop();

create function pg_temp.stores(p_selection filters.selection)
    returns filters.measured_store[]
    language sql
as $$
    select array(
        select s
        from filters._measure_stores(
            p_selection, 'price', filters._measure_changes(p_selection)
        ) as s
    )
$$;
create function pg_temp.prices(p_selection filters.selection)
    returns bigint[]
    language sql
as $$
    select filters._count_prices(
        pg_temp.stores(p_selection), filters._measure_changes(p_selection)
    )
$$;

select is(
    pg_temp.prices(null), '{2,0,3,1,0,1,0,0,0,0}',
    'every line is in one bucket'
);
select is(
    pg_temp.prices(row(null, null, null, null, null, '{}')::filters.selection),
    '{0,0,0,0,0,0,0,0,0,0}',
    'nothing matches: every bucket is there, and empty'
);

select tests.sell('b1', 'fizz', 'food/drinks', 10000);
delete from filters.transactions
where price_minor = 0;
select is(
    pg_temp.prices(null), '{1,0,3,1,0,1,0,0,0,1}',
    'a change counts before it is folded'
);
do $$ begin perform filters._fold_all(); end $$;
select is(
    pg_temp.prices(null), '{1,0,3,1,0,1,0,0,0,1}', 'and as much afterwards'
);

select * from finish();
rollback;
