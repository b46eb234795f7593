-- Rendered from policies/core/caches.sql.j2; edit that file, not this one.
-- Who may do what to core.caches.
--
--   service_role, app_worker, app_reader   select all
--   anyone else                            nothing

drop policy if exists select_operators_all on core.caches;
create policy select_operators_all
    on core.caches
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.caches is
    'An operator reads it; functions write it.';
