-- Proves functions/suppliers/bulk/tg_operations__show_progress.sql.
begin;
select plan(1);

-- Given: an operation of suppliers and another one.
insert into core.operation_kinds (kind, chunk_function, description)
values ('core.t_kind', 'core.t_chunk', 'None.');
insert into core.operations (id, kind, total, created_at, progressed_at)
overriding system value
values
(4000001, 'suppliers.bulk_update_status', 3, now(), now()),
(4000002, 'core.t_kind', 3, now(), now());
update core.operations set done = 2, status = 'running'
where id > 4000000;
update core.operations set progressed_at = now()
where id > 4000000;

select results_eq(
    $$ select e.topic, e.payload from core.events as e
       where e.type = 'suppliers.operation.progressed' $$,
    $$ values (
        'suppliers:operation:4000001',
        '{"v": 1, "kind": "suppliers.bulk_update_status", "status": "running",
          "total": 3, "done": 2, "failed": 0, "skipped": 0}'::jsonb
    ) $$,
    'progress of suppliers is an event, nothing else is'
);

select * from finish();
rollback;
