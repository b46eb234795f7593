-- Proves policies/suppliers/holidays.sql.j2.
begin;
select plan(5);

-- Given: the small project.
select tests.small_project();

select * from tests.is_read_by(
    'suppliers.holidays', 'authenticated, service_role, app_reader'
);

select * from finish();
rollback;
