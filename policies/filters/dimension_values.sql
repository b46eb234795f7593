-- Who may do what to filters.dimension_values.
--
--   authenticated, service_role, app_reader   select all
--   anyone else                               nothing

drop policy if exists select_readers_all on filters.dimension_values;
create policy select_readers_all
    on filters.dimension_values
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_readers_all on filters.dimension_values is
    'Whoever is signed in may filter.';
