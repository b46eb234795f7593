-- Proves functions/filters/_measure.sql.
begin;
select plan(4);

-- Given: the small shop.
select tests.small_shop();

select is(
    filters._measure(null),
    '{"price": {"min": -200, "max": 999}, "basket_size": {"min": 1, "max": 3},
      "transactions": 7, "baskets": 4}',
    'nothing narrowed: everything'
);
select is(
    filters._measure(
        row(null, null, null, null, null, array(select id from master.brands))
        ::filters.selection
    ) -> 'baskets',
    '4',
    'a basket with lines of two brands counts once'
);

select tests.sell('b4', 'fizz', null, 5000);
delete from filters.transactions
where price_minor = -200;
create temporary table measured as
select filters._measure(null) as was;
select is(
    was,
    '{"price": {"min": 0, "max": 5000}, "basket_size": {"min": 1, "max": 3},
      "transactions": 7, "baskets": 4}',
    'changes count before they are folded'
)
from measured;
do $$ begin perform filters._fold_all(); end $$;
select is(filters._measure(null), was, 'and the same afterwards') from measured;

select * from finish();
rollback;
