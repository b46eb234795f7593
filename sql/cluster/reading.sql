-- reading: reading progress, merged from many devices.
-- depends: cluster/schemas

create schema if not exists reading;
grant usage on schema reading to authenticated, service_role, app_reader;
comment on schema reading is
    'Series and reading progress on many devices. Not exposed.';
