-- Proves functions/filters/_measure.sql.
begin;
select plan(2);

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

select * from finish();
rollback;
