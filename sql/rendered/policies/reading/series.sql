-- Rendered from policies/reading/series.sql.j2; edit that file, not this one.
-- Who may do what to reading.series.
--
--   authenticated, service_role, app_reader   select: all rows
--   service_role                              insert (series_key, title, type, status,
--                                             volumes, chapters, authors, start_date,
--                                             end_date): all rows
--   service_role                              update (title, type, status, volumes,
--                                             chapters, authors, start_date, end_date):
--                                             all rows
--   anyone else                               nothing

revoke all on reading.series
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on reading.series to authenticated, service_role, app_reader;
grant insert (series_key, title, type, status, volumes, chapters, authors, start_date,
    end_date)
on reading.series to service_role;
grant update (title, type, status, volumes, chapters, authors, start_date, end_date)
on reading.series to service_role;

drop policy if exists select_members_all on reading.series;
create policy select_members_all
    on reading.series
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_members_all on reading.series is
    'The catalogue is open to every signed-in user.';

drop policy if exists insert_service_all on reading.series;
create policy insert_service_all
    on reading.series
    as permissive
    for insert
    to service_role
    with check (true);
comment on policy insert_service_all on reading.series is
    'A backend adds to the catalogue.';

drop policy if exists update_service_all on reading.series;
create policy update_service_all
    on reading.series
    as permissive
    for update
    to service_role
    using (true)
    with check (true);
comment on policy update_service_all on reading.series is
    'A backend corrects the catalogue.';
