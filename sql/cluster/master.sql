-- master: master data that domains share.
-- depends: cluster/schemas

create schema if not exists master;
grant usage on schema master to authenticated, service_role, app_reader;
comment on schema master is
    'Master data: places, categories, brands, store classes. Not exposed.';
