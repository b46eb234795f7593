-- Proves policies/suppliers/capabilities.sql.j2.
begin;
select plan(5);

-- Given: the small project.
select tests.small_project();

select * from tests.is_read_by(
    'suppliers.capabilities', 'authenticated, service_role, app_reader'
);

select * from finish();
rollback;
