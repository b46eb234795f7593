-- Proves functions/filters/read/_version_of.sql.
begin;
select plan(5);

-- Given: the small shop, and a dimension that cells do not count.
select tests.small_shop();
insert into filters.dimensions (name, label, position, source_table, column_name)
values ('shelf', 'Shelf', 7, 'filters.transactions', 'product_key');

select is(filters._version_of('brand'), 1::bigint, 'a load is one step');
select tests.sell('b1', 'fizz', 'food/drinks', 1);
select tests.sell('b1', 'fizz', 'food/drinks', 2);
select is(filters._version_of('brand'), 3::bigint, 'each change is one more');
do $$ begin perform filters._fold_all(); end $$;
select is(filters._version_of('brand'), 3::bigint, 'folded or not');
select is(
    filters._version_of('shelf'), 0::bigint, 'lines do not move what cells do not count'
);
select is(filters._version_of('none'), null, 'no dimension has no version');

select * from finish();
rollback;
