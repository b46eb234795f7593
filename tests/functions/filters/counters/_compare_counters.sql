-- Proves functions/filters/counters/_compare_counters.sql.
begin;
select plan(3);

-- Given: the counted shop.
select tests.counted_shop();

select is_empty(
    $$ select filters._compare_counters('size') $$, 'counters equal the rows'
);
update filters.value_counts set lines = 9
where value = 'M';
select results_eq(
    $$ select * from filters._compare_counters('size') $$,
    $$ values ('red', 'M', 9::bigint, 1::bigint) $$, 'what differs is named'
);
alter table t_shop.lines drop column size;
select is(
    (select count(*) from filters._compare_counters('size')), 1::bigint,
    'a column that is gone differs'
);

select * from finish();
rollback;
