-- Proves functions/filters/counters/_list_source_tables.sql.
begin;
select plan(3);

-- Given: the counted shop.
select tests.counted_shop();

select is(
    array(select filters._list_source_tables('t_shop.lines')),
    array['t_shop.lines'::regclass],
    'a plain table is itself'
);
-- Given: a partitioned table.
create table t_shop.parted (id bigint) partition by list (id);
create table t_shop.part partition of t_shop.parted default;
select set_eq(
    $$ select filters._list_source_tables('t_shop.parted')::text $$,
    array['t_shop.parted', 't_shop.part'], 'a partitioned one has its partitions'
);
select is_empty(
    $$ select filters._list_source_tables(0::regclass) $$, 'one that is gone is none'
);

select * from finish();
rollback;
