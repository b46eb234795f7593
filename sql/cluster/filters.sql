-- filters: cascading filters over retail transactions.
-- depends: cluster/schemas, cluster/master

create schema if not exists filters;
grant usage on schema filters
to anon, authenticated, service_role, app_worker, app_reader;
comment on schema filters is
    'Retail transactions, filter dimensions and their values. Not exposed.';

create schema if not exists filters_compiled;
comment on schema filters_compiled is
    'Trigger functions that filters generates from its registry; for triggers only.';
