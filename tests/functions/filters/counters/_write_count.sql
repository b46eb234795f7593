-- Proves functions/filters/counters/_write_count.sql.
begin;
select plan(1);

-- Given: the counted shop.
select tests.counted_shop();

select results_eq(
    'select parent_value collate "default", value collate "default", lines from ('
    || filters._write_count('size') || ') as n order by 1, 2',
    $$ values ('blue', 'S', 1::bigint), ('red', 'M', 1), ('red', 'S', 1),
              (null, 'S', 1) $$,
    'values with their parents'
);

select * from finish();
rollback;
