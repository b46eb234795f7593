-- commerce: products, media, stock at many locations, orders, reordering.
-- depends: cluster/schemas, cluster/master

create schema if not exists commerce;
grant usage on schema commerce
to anon, authenticated, service_role, app_worker, app_reader;
comment on schema commerce is
    'Products, stock at many locations, reservations and orders. Not exposed.';
