-- Who may do what to filters.dimension_states.
--
--   authenticated, service_role, app_reader   select all
--   anyone else                               nothing

drop policy if exists select_readers_all on filters.dimension_states;
create policy select_readers_all
    on filters.dimension_states
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_readers_all on filters.dimension_states is
    'Versions only: what a poll compares.';
