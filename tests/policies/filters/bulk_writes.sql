-- Proves policies/filters/bulk_writes.sql.j2.
begin;
select plan(5);

-- Given: one row, which no fold takes away.
alter table filters.bulk_writes disable trigger t70_fold;
insert into filters.bulk_writes default values;

select * from tests.is_read_by(
    'filters.bulk_writes', 'authenticated, service_role, app_reader'
);

select * from finish();
rollback;
