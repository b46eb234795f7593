-- Proves policies/filters/bulk_changes.sql.j2.
begin;
select plan(5);

-- Given: one row.
insert into filters.bulk_changes (bulk_id, store_id, basket_id, price_minor, lines)
values (1, 1, 1, 1, 1);

select * from tests.is_read_by(
    'filters.bulk_changes', 'authenticated, service_role, app_reader'
);

select * from finish();
rollback;
