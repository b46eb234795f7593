-- Who may do what to reading.readers.
--
--   authenticated              select own row
--   service_role, app_reader   select all
--   anyone else                nothing

drop policy if exists select_reader_own on reading.readers;
create policy select_reader_own
    on reading.readers
    as permissive
    for select
    to authenticated
    using (user_id = (select core.actor_id()));
comment on policy select_reader_own on reading.readers is
    'A reader sees her own version.';

drop policy if exists select_operator_all on reading.readers;
create policy select_operator_all
    on reading.readers
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operator_all on reading.readers is
    'An operator sees how far readers have come.';
