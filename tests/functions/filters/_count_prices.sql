-- Proves functions/filters/_count_prices.sql.
begin;
select plan(4);

-- Given: the small shop.
select tests.small_shop();

select is(
    filters._count_prices(null), '{2,0,3,1,0,1,0,0,0,0}',
    'every line is in one bucket'
);
select is(
    filters._count_prices(row(null, null, null, null, null, '{}')::filters.selection),
    '{0,0,0,0,0,0,0,0,0,0}',
    'nothing matches: every bucket is there, and empty'
);

select tests.sell('b1', 'fizz', 'food/drinks', 10000);
delete from filters.transactions
where price_minor = 0;
select is(
    filters._count_prices(null), '{1,0,3,1,0,1,0,0,0,1}',
    'a change counts before it is folded'
);
do $$ begin perform filters._fold_all(); end $$;
select is(
    filters._count_prices(null), '{1,0,3,1,0,1,0,0,0,1}', 'and as much afterwards'
);

select * from finish();
rollback;
