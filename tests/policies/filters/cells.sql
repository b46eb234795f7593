-- Proves policies/filters/cells.sql.j2.
begin;
select plan(5);

-- Given: the small shop.
select tests.small_shop();

select * from tests.is_read_by(
    'filters.cells', 'authenticated, service_role, app_reader'
);

select * from finish();
rollback;
