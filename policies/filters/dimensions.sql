-- Who may do what to filters.dimensions.
--
--   authenticated, service_role, app_reader   select all
--   anyone else                               nothing

drop policy if exists select_readers_all on filters.dimensions;
create policy select_readers_all
    on filters.dimensions
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_readers_all on filters.dimensions is
    'Whoever is signed in may filter.';
