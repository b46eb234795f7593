-- Proves policies/core/canaries.sql.j2.
begin;
select plan(5);

-- Given: one row.
insert into core.canaries (sent_at) values (now());

select * from tests.is_read_by(
    'core.canaries', 'service_role, app_worker, app_reader'
);

select * from finish();
rollback;
