-- Who may do what to core.audit_entries.
--
--   service_role      select all
--   anyone else       nothing: list_history and record_as_of decide who may ask

drop policy if exists select_service_all on core.audit_entries;
create policy select_service_all
    on core.audit_entries
    as permissive
    for select
    to service_role
    using (true);
comment on policy select_service_all on core.audit_entries is
    'An operator''s backend reads entries; triggers alone write them.';
