-- Who may do what to core.interval_tasks.
--
--   service_role, app_worker, app_reader   select all
--   anyone else                            nothing

drop policy if exists select_readers_all on core.interval_tasks;
create policy select_readers_all
    on core.interval_tasks
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_readers_all on core.interval_tasks is
    'A worker reads which there are; nobody writes but a release.';
