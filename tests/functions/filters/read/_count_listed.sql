-- Proves functions/filters/read/_count_listed.sql.
begin;
select plan(4);

-- Given: the small shop.
select tests.small_shop();
insert into master.brands (brand_key, name)
values ('zest', 'Zest');

select is(
    filters._count_listed('brand'), 2::bigint, 'values without a line do not count'
);
select tests.sell('b1', 'zest', 'food/drinks', 1);
select is(
    filters._count_listed('brand'), 3::bigint, 'a first line makes one more'
);
delete from filters.transactions
where brand_id = (
    select id from master.brands
    where brand_key = 'crisp'
);
select is(
    filters._count_listed('brand'), 2::bigint, 'a last line that goes one less'
);
do $$ begin perform filters._fold_all(); end $$;
select is(filters._count_listed('brand'), 2::bigint, 'folded or not');

select * from finish();
rollback;
