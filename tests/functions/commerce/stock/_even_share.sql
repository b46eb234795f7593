-- Proves functions/commerce/stock/_even_share.sql.
begin;
select plan(2);

-- Given: the small stock.
select tests.small_stock();

select is(
    array(select commerce._even_share(7, 3, b) from generate_series(0, 4) as b),
    '{3,2,2,0,0}', 'the first buckets get the remainder, unused ones nothing'
);
select is(commerce._even_share(0, 1, 0), 0, 'nothing is shared as nothing');

select * from finish();
rollback;
