-- Who may do what to reading.stamps.
--
--   service_role, app_reader   select all
--   anyone else                nothing

drop policy if exists select_operator_all on reading.stamps;
create policy select_operator_all
    on reading.stamps
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operator_all on reading.stamps is
    'An operator sees whose clocks are ahead.';
