-- Rendered from policies/core/feature_flag_users.sql.j2; edit that file, not this one.
-- Who may do what to core.feature_flag_users.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on core.feature_flag_users
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.feature_flag_users to service_role, app_reader;

drop policy if exists select_operators_all on core.feature_flag_users;
create policy select_operators_all
    on core.feature_flag_users
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on core.feature_flag_users is
    'Operators see who is listed.';
