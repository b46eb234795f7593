-- Who may do what to core.cache_counters.
--
--   service_role, app_reader   select all
--   anyone else                nothing

drop policy if exists select_operator_all on core.cache_counters;
create policy select_operator_all
    on core.cache_counters
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operator_all on core.cache_counters is
    'An operator reads it; functions write it.';
