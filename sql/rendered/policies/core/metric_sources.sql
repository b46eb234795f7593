-- Rendered from policies/core/metric_sources.sql.j2; edit that file, not this one.
-- Who may do what to core.metric_sources.
--
--   service_role, app_worker, app_reader   select: all rows
--   anyone else                            nothing

revoke all on core.metric_sources
from anon, authenticated, service_role, app_worker, app_reader;
grant select
on core.metric_sources to service_role, app_worker, app_reader;

drop policy if exists select_operators_all on core.metric_sources;
create policy select_operators_all
    on core.metric_sources
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.metric_sources is
    'Operators see the metrics that are measured.';
