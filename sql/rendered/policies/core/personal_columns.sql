-- Rendered from policies/core/personal_columns.sql.j2; edit that file, not this one.
-- Who may do what to core.personal_columns.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on core.personal_columns
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.personal_columns to service_role, app_reader;

drop policy if exists select_operators_all on core.personal_columns;
create policy select_operators_all
    on core.personal_columns
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on core.personal_columns is
    'Operators read where personal data is; a release writes it.';
