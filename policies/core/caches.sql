-- Who may do what to core.caches.
--
--   service_role, app_worker, app_reader   select all
--   anyone else                            nothing

drop policy if exists select_operator_all on core.caches;
create policy select_operator_all
    on core.caches
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operator_all on core.caches is
    'An operator reads it; functions write it.';
