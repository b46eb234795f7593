-- Proves functions/filters/_list_source_tables.sql.
begin;
select plan(3);

-- Given: the counted shop.
select tests.counted_shop();

select is(
    array(select filters._list_source_tables('shop.lines')),
    array['shop.lines'::regclass],
    'a plain table is itself'
);
-- Given: a partitioned table.
create table shop.parted (id bigint) partition by list (id);
create table shop.part partition of shop.parted default;
select set_eq(
    $$ select filters._list_source_tables('shop.parted')::text $$,
    array['shop.parted', 'shop.part'], 'a partitioned one has its partitions'
);
select is_empty(
    $$ select filters._list_source_tables(0::regclass) $$, 'one that is gone is none'
);

select * from finish();
rollback;
