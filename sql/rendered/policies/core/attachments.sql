-- Rendered from policies/core/attachments.sql.j2; edit that file, not this one.
-- Who may do what to core.attachments.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on core.attachments
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.attachments to service_role, app_reader;

drop policy if exists select_operators_all on core.attachments;
create policy select_operators_all
    on core.attachments
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on core.attachments is
    'Operators read it; the owner writes it.';
