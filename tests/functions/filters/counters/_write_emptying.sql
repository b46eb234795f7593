-- Proves functions/filters/counters/_write_emptying.sql.
begin;
select plan(2);

-- Given: the counted shop.
select tests.counted_shop();

select matches(
    filters._write_emptying('t_shop.lines', 'x', array['colour']), 'current_counts',
    'a whole table loses what is counted'
);
-- Given: a partitioned table.
create table t_shop.parted (id bigint) partition by list (id);
select matches(
    filters._write_emptying('t_shop.parted', 'it''s', array['colour']),
    'tg_relid::regclass.*it''''s', 'a partition is counted before it is emptied'
);

select * from finish();
rollback;
