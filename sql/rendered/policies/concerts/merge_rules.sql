-- Rendered from policies/concerts/merge_rules.sql.j2; edit that file, not this one.
-- Who may do what to concerts.merge_rules.
--
--   service_role, app_reader   select: all rows
--   anyone else                nothing

revoke all on concerts.merge_rules
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on concerts.merge_rules to service_role, app_reader;

drop policy if exists select_operators_all on concerts.merge_rules;
create policy select_operators_all
    on concerts.merge_rules
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on concerts.merge_rules is
    'Operators see what merges do.';
