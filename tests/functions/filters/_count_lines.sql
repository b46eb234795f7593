-- Proves functions/filters/_count_lines.sql.
begin;
select plan(5);

-- Given: the small shop.
select tests.small_shop();

select is(filters._count_lines(null), 7::bigint, 'nothing narrowed: every line');
select is(
    filters._count_lines(filters._read_within('{"brand": "fizz", "region": "NCR"}')),
    2::bigint,
    'or those inside a selection'
);

select tests.sell('b1', 'fizz', 'food/drinks', 1);
select tests.sell('b1', 'fizz', 'food/drinks', 2);
delete from filters.transactions
where price_minor = 999;
select is(
    filters._count_lines(null), 8::bigint, 'a change counts before it is folded'
);
select is(
    filters._count_lines(filters._read_within('{"brand": "fizz", "region": "NCR"}')),
    4::bigint,
    'where it happened'
);
do $$ begin perform filters._fold_all(); end $$;
select is(filters._count_lines(null), 8::bigint, 'and as much afterwards');

select * from finish();
rollback;
