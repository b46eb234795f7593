-- Proves policies/core/view_refreshes.sql.j2.
begin;
select plan(5);

-- Given: one row.
insert into core.view_refreshes (view_name, refresh_every)
values ('core.t_view', '1 hour');

select * from tests.is_read_by(
    'core.view_refreshes', 'service_role, app_worker, app_reader'
);

select * from finish();
rollback;
