-- Rendered from policies/commerce/parcel_lines.sql.j2; edit that file, not this one.
-- Who may do what to commerce.parcel_lines.
--
--   authenticated              select: visible rows
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on commerce.parcel_lines
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on commerce.parcel_lines to authenticated;
grant select
on commerce.parcel_lines to service_role, app_reader;

drop policy if exists select_user_visible on commerce.parcel_lines;
create policy select_user_visible
    on commerce.parcel_lines
    as permissive
    for select
    to authenticated
    using (exists (
            select from commerce.parcels as p
            where p.order_id = parcel_lines.order_id and p.parcel = parcel_lines.parcel
        ));
comment on policy select_user_visible on commerce.parcel_lines is
    'A user reads the lines of the parcels that they may read.';

drop policy if exists select_operators_all on commerce.parcel_lines;
create policy select_operators_all
    on commerce.parcel_lines
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on commerce.parcel_lines is
    'Operators read every row.';
