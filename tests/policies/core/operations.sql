-- Proves policies/core/operations.sql.j2.
begin;
select plan(5);

-- Given: one row.
insert into core.operation_kinds (kind, chunk_function, description)
values ('core.t_kind', 'core.t_chunk', 'Nothing.');
insert into core.operations (id, kind, total, created_at, progressed_at)
overriding system value values (-1, 'core.t_kind', 1, now(), now());

select * from tests.is_read_by(
    'core.operations', 'service_role, app_worker, app_reader'
);

select * from finish();
rollback;
