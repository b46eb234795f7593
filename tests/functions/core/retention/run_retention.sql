-- Proves functions/core/retention/run_retention.sql.
begin;
select plan(3);

-- Given: noon, and a table that forgets what is done after a day, two rows at a time.
select tests.set_clock('2026-01-10 12:00+00');
create table core.pots (id integer, made_at timestamptz, is_done boolean);
insert into core.pots values
(1, '2026-01-01', true), (2, '2026-01-02', true), (3, '2026-01-03', null),
(4, '2026-01-04', true), (5, '2026-01-10', true);
insert into core.retention_policies (
    table_name, method, column_name, keep, condition, batch_rows, description
)
values ('core.pots', 'predicate', 'made_at', '1 day', 'is_done or false', 2, 'Pots.');

delete from core.retention_policies
where table_name <> 'core.pots';
create function pg_temp.run(p_payload jsonb) returns void language sql as $$
    select core.run_retention(jsonb_populate_record(
        null::core.jobs, jsonb_build_object('payload', p_payload)
    ))
$$;
do $$ begin perform pg_temp.run('{}'); end; $$;
select results_eq(
    $$ select payload from core.jobs order by id $$,
    $$ values ('{"table": "core.pots", "batch": 1}'::jsonb) $$,
    'each table has a job of its own'
);
do $$ begin perform pg_temp.run('{"table": "core.pots", "batch": 1}'); end; $$;
select results_eq(
    $$ select payload from core.jobs order by id offset 1 $$,
    $$ values ('{"table": "core.pots", "batch": 2}'::jsonb) $$,
    'a full batch is followed by another'
);
do $$ begin perform pg_temp.run('{"table": "core.pots", "batch": 2}'); end; $$;
select is((select count(*) from core.jobs), 2::bigint, 'the last one by none');

select * from finish();
rollback;
