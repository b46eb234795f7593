-- Proves policies/suppliers/phases.sql.j2.
begin;
select plan(5);

select * from tests.is_read_by(
    'suppliers.phases', 'authenticated, service_role, app_reader'
);

select * from finish();
rollback;
