-- Who may do what to filters.value_deltas.
--
--   service_role, app_reader   select all
--   anyone else                nothing
--
-- A row holds a value of the parent too, which may be kept for another role: callers
-- read through definer functions, which test the roles.

drop policy if exists select_operators_all on filters.value_deltas;
create policy select_operators_all
    on filters.value_deltas
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on filters.value_deltas is
    'Operators see every count.';
