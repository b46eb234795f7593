-- Who may do what to core.pulses.
--
--   service_role, app_worker, app_reader   select all
--   anyone else                            nothing

drop policy if exists select_readers_all on core.pulses;
create policy select_readers_all
    on core.pulses
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_readers_all on core.pulses is
    'A worker reads which there are; nobody writes but a release.';
