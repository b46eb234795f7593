-- Proves policies/core/webhook_sources.sql.j2.
begin;
select plan(5);

-- Given: a source and a message of it.
insert into core.webhook_sources (name, job_kind, created_at) values (
    'pms', 'a.b', now()
);
insert into core.webhook_receipts (source, message_id, headers, body, received_at)
values ('pms', 'm1', '{}', 'x', now());

select * from tests.is_read_by('core.webhook_sources', 'service_role, app_reader');

select * from finish();
rollback;
