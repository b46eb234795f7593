-- Proves functions/filters/counters/_compile_dimension.sql.
begin;
select plan(6);

-- Given: the counted shop.
select tests.counted_shop();

select triggers_are(
    't_shop', 'lines',
    array[
        't70_count_delete', 't70_count_insert', 't70_count_truncate', 't70_count_update'
    ],
    'four statement triggers'
);
insert into t_shop.lines (id, colour, size) values (5, 'red', 'S'), (6, 'red', 'S');
select results_eq(
    $$ select dimension, parent_value collate "default", value collate "default", lines
       from filters.value_deltas
       order by 1 $$,
    $$ values ('colour', null, 'red', 2::bigint), ('size', 'red', 'S', 2) $$,
    'one delta a value and statement'
);
update t_shop.lines set weight = 1
where true;
select is(
    (select count(*) from filters.value_deltas), 2::bigint,
    'an update of something else appends nothing'
);
update t_shop.lines set colour = 'blue'
where id = 5;
delete from t_shop.lines
where id = 6;
select is_empty(
    $$ select filters._compare_counters(name) from filters.dimensions
       where counted_by = 'counters' $$, 'updates and deletes are followed'
);
truncate t_shop.lines;
select is_empty($$ select from filters.current_counts $$, 'TRUNCATE takes all');
-- When: a column that is counted is renamed.
alter table t_shop.lines rename column size to extent;
do $$ begin perform filters._compile_dimension('t_shop.lines'); end $$;
select throws_ok(
    $$ insert into t_shop.lines (id) values (9) $$, 'PT409', 'filters.column_changed',
    'a column that is lost is named, not passed over'
);

select * from finish();
rollback;
