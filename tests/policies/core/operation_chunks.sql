-- Proves policies/core/operation_chunks.sql.j2.
begin;
select plan(5);

-- Given: one row.
insert into core.operation_kinds (kind, chunk_function, description)
values ('core.t_kind', 'core.t_chunk', 'Nothing.');
insert into core.operations (id, kind, total, created_at, progressed_at)
overriding system value values (-1, 'core.t_kind', 1, now(), now());
insert into core.operation_chunks (operation_id, number, first_item, items)
values (-1, 1, 1, '[1]');

select * from tests.is_read_by(
    'core.operation_chunks', 'service_role, app_worker, app_reader'
);

select * from finish();
rollback;
