-- Proves policies/core/partitioned_tables.sql.j2.
begin;
select plan(9);

-- Given: one registered table.
insert into core.partitioned_tables (table_name, every, ahead)
values ('core.t_cut', '1 day', 3);

select * from tests.is_read_by(
    'core.partitioned_tables', 'service_role, app_worker, app_reader',
    p_updates => 'keep'
);

select throws_ok(
    $$ update core.partitioned_tables set every = '5 minutes'
       where table_name = 'core.t_cut' $$,
    '23514', null,
    'a partition spans an hour, a day, a month or a year'
);
select throws_ok(
    $$ update core.partitioned_tables set keep = '-1 day'
       where table_name = 'core.t_cut' $$,
    '23514', null,
    'what is kept is kept for some time'
);
select throws_ok(
    $$ update core.partitioned_tables set ahead = 0 where table_name = 'core.t_cut' $$,
    '23514', null,
    'at least the next partition stands ready'
);

select * from finish();
rollback;
