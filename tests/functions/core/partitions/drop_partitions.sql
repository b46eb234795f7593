-- Proves functions/core/partitions/drop_partitions.sql.
begin;
select plan(6);

-- Given: three days and a default partition.
create table core.t_cut (at timestamptz not null) partition by range (at);
create table core.t_cut_default partition of core.t_cut default;
select tests.set_clock('2032-01-10 12:00+00');
select core.ensure_partitions('core.t_cut', '1 day', 2);
insert into core.t_cut (at)
values ('2032-01-10 01:00+00'), ('2032-01-11 01:00+00'), ('2001-01-01');

select is_empty(
    $$ select core.drop_partitions('core.t_cut', '2032-01-10 23:59:59+00') $$,
    'a partition that ends later stays whole'
);
-- And: a registered table that is gone, before it in the list.
insert into core.partitioned_tables (table_name, every, ahead)
values ('core.t_gone', '1 day', 2), ('core.t_cut', '1 day', 2);
select lives_ok(
    $$ select core.drop_partitions('core.t_cut', '2032-01-01 00:00+00') $$,
    'a registered table that is gone stops no other'
);
select results_eq(
    $$ select core.drop_partitions('core.t_cut', '2032-01-12 00:00+00') $$,
    array['core.t_cut_p2032_01_10', 'core.t_cut_p2032_01_11'],
    'partitions that end by then are dropped, and named'
);
select is(
    (select count(*) from core.t_cut), 1::bigint,
    'their rows are gone; the default partition keeps its own'
);
select hasnt_table('core', 't_cut_p2032_01_10', 'nothing is left detached');
select function_privs_are(
    'core', 'drop_partitions', array['regclass', 'timestamptz'],
    'app_worker', '{}'::text[],
    'the worker cannot drop partitions of its choice'
);

select * from finish();
rollback;
