-- Who may do what to reading.series.
--
--   authenticated, app_reader   select all
--   service_role                select, insert, update all
--   anyone else                 nothing

drop policy if exists select_members_all on reading.series;
create policy select_members_all
    on reading.series
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_members_all on reading.series is
    'The catalogue is open to whoever is signed in.';

drop policy if exists insert_operators_all on reading.series;
create policy insert_operators_all
    on reading.series
    as permissive
    for insert
    to service_role
    with check (true);
comment on policy insert_operators_all on reading.series is
    'A server of ours adds to the catalogue.';

drop policy if exists update_operators_all on reading.series;
create policy update_operators_all
    on reading.series
    as permissive
    for update
    to service_role
    using (true)
    with check (true);
comment on policy update_operators_all on reading.series is
    'A server of ours corrects the catalogue.';
