-- Rendered from sql/seeds/concerts/view_refreshes.sql.j2; edit that file, not this one.
-- Seeds of core.view_refreshes: the materialized views of concerts.

insert into core.view_refreshes (view_name, refresh_every)
values
('concerts.trending_artists_distinct', '1 day')
on conflict (view_name) do update
set
    refresh_every = excluded.refresh_every
where
    (
        view_refreshes.refresh_every
    )
    is distinct from (
        excluded.refresh_every
    );
