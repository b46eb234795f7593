-- Who may do what to filters.value_changes.
--
--   service_role, app_reader   select all
--   anyone else                nothing

drop policy if exists select_operators_all on filters.value_changes;
create policy select_operators_all
    on filters.value_changes
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on filters.value_changes is
    'What is still to be told is for operators.';
