-- Proves policies/core/operation_kinds.sql.j2.
begin;
select plan(5);

-- Given: one row.
insert into core.operation_kinds (kind, chunk_function, description)
values ('core.t_kind', 'core.t_chunk', 'Nothing.');

select * from tests.is_read_by(
    'core.operation_kinds', 'service_role, app_worker, app_reader'
);

select * from finish();
rollback;
