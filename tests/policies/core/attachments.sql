-- Proves policies/core/attachments.sql.j2.
begin;
select plan(5);

-- Given: a row.
insert into core.attachments (
    table_name,
    kind,
    attached_table,
    options,
    columns,
    numbers,
    numbered_table,
    attached_at
)
values ('core.jobs', 'audit', 'core.jobs', '{}', '{}', '{}', 0, now());

select * from tests.is_read_by('core.attachments', 'service_role, app_reader');

select * from finish();
rollback;
