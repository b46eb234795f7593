-- Rendered from policies/core/topic_rules.sql.j2; edit that file, not this one.
-- Who may do what to core.topic_rules.
--
--   anon, authenticated, service_role, app_worker, app_reader   select: all rows
--   anyone else                                                 nothing

revoke all on core.topic_rules
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.topic_rules to anon, authenticated, service_role, app_worker, app_reader;

drop policy if exists select_everyone_all on core.topic_rules;
create policy select_everyone_all
    on core.topic_rules
    as permissive
    for select
    to anon, authenticated, service_role, app_worker, app_reader
    using (true);
comment on policy select_everyone_all on core.topic_rules is
    'Every caller may read the rules: can_read_topic reads them as the caller.';
