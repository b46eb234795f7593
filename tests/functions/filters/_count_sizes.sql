-- Proves functions/filters/_count_sizes.sql.
begin;
select plan(4);

-- Given: the small shop.
select tests.small_shop();

select is(
    filters._count_sizes(null), '{2,1,1,0,0,0,0,0}', 'every basket is in one bucket'
);
select is(
    filters._count_sizes(filters._read_within('{"brand": "crisp"}')),
    '{0,1,1,0,0,0,0,0}',
    'a basket that matches counts with its whole size'
);

-- b1 shrinks to two lines, b9 comes with five, b4 goes.
delete from filters.transactions
where price_minor in (0, 999);
select tests.sell('b9', 'crisp', null, p, 's3')
from generate_series(1, 5) as p;
select is(
    filters._count_sizes(null), '{1,2,0,1,0,0,0,0}',
    'changed baskets count as big as they are'
);
do $$ begin perform filters._fold_all(); end $$;
select is(
    filters._count_sizes(null), '{1,2,0,1,0,0,0,0}', 'and the same when folded'
);

select * from finish();
rollback;
