-- Proves functions/filters/fold/sample_cells.sql.
begin;
select plan(4);

-- Given: the small shop: stores of 4, 2 and 1 lines.
select tests.small_shop();
select is(filters.sample_cells(), 0::bigint, 'right cells are none too many');

update filters.cells as c
set lines = c.lines + 1
from filters.store_groups as p
inner join filters.stores as s on p.store_id = s.id
where c.group_id = p.id and s.store_key = 's1' and c.category_id > 0;
select cmp_ok(filters.sample_cells(), '>', 0::bigint, 'wrong cells are counted');
select is(
    filters.sample_cells(3), 0::bigint,
    'a store of more lines than the cap is left alone'
);
set local role anon;
select throws_ok(
    $$ select filters.sample_cells() $$,
    '42501', null,
    'a caller cannot make the database count'
);

select * from finish();
rollback;
