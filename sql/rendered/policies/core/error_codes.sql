-- Rendered from policies/core/error_codes.sql.j2; edit that file, not this one.
-- Who may do what to core.error_codes.
--
--   anon, authenticated, service_role, app_worker, app_reader   select: all rows
--   anyone else                                                 nothing

revoke all on core.error_codes
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.error_codes to anon, authenticated, service_role, app_worker, app_reader;

drop policy if exists select_everyone_all on core.error_codes;
create policy select_everyone_all
    on core.error_codes
    as permissive
    for select
    to anon, authenticated, service_role, app_worker, app_reader
    using (true);
comment on policy select_everyone_all on core.error_codes is
    'The catalogue is public: the error helper reads it as the caller.';
