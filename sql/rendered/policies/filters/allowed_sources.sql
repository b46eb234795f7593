-- Rendered from policies/filters/allowed_sources.sql.j2; edit that file, not this one.
-- Who may do what to filters.allowed_sources.
--
--   service_role, app_reader   select all
--   anyone else                nothing

drop policy if exists select_operators_all on filters.allowed_sources;
create policy select_operators_all
    on filters.allowed_sources
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on filters.allowed_sources is
    'What dimensions may use is for operators to see.';
