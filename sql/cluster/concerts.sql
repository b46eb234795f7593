-- concerts: artists, venues, shows, setlists, and the votes on them.
-- depends: cluster/schemas

create schema if not exists concerts;
grant usage on schema concerts
to anon, authenticated, service_role, app_worker, app_reader;
comment on schema concerts is
    'Artists, venues, shows, songs, setlists, votes and trends. Not exposed.';
