-- Proves policies/commerce/sync_conflicts.sql.j2.
begin;
select plan(5);

-- Given: a conflict.
insert into commerce.sync_records (
    source, entity, external_id, created_at, updated_at
)
values ('pms', 'order', 'A-1', now(), now());
insert into commerce.sync_conflicts (
    sync_record_id, field, pms_version, us_version, policy, reason, created_at
)
select
    r.id,
    'status' as field,
    1 as pms_version,
    1 as us_version,
    'ask' as policy,
    'concurrent' as reason,
    now() as created_at
from commerce.sync_records as r;
select * from tests.is_read_by('commerce.sync_conflicts', 'service_role, app_reader');

select * from finish();
rollback;
