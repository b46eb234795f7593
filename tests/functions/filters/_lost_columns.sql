-- Proves functions/filters/_lost_columns.sql.
begin;
select plan(2);

-- Given: the counted shop.
select tests.counted_shop();

select is(filters._lost_columns('shop.lines'), null, 'all are there');
alter table shop.lines drop column size;
select is(filters._lost_columns('shop.lines'), 'size', 'a dropped one is named');

select * from finish();
rollback;
