-- Proves functions/commerce/analytics/_read_grouping.sql.
begin;
select plan(3);

select is(commerce._read_grouping('a', 'a', 'b'), 'a', 'a known grouping is read');
select throws_ok(
    $$ select commerce._read_grouping('c', 'a', 'b') $$,
    'PT422', 'commerce.unknown_grouping', 'another one is refused'
);
select throws_ok(
    $$ select commerce._read_grouping(null, 'a', 'b') $$,
    'PT422', 'commerce.unknown_grouping', 'and so is none'
);

select * from finish();
rollback;
