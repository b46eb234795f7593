-- Who may do what to core.cache_figures.
--
--   service_role, app_reader   select all
--   anyone else                nothing

drop policy if exists select_operator_all on core.cache_figures;
create policy select_operator_all
    on core.cache_figures
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operator_all on core.cache_figures is
    'An operator reads it; functions write it.';
