-- Proves policies/commerce/sync_records.sql.j2.
begin;
select plan(5);

-- Given: a record.
insert into commerce.sync_records (
    source, entity, external_id, created_at, updated_at
)
values ('pms', 'order', 'A-1', now(), now());
select * from tests.is_read_by('commerce.sync_records', 'service_role, app_reader');

select * from finish();
rollback;
