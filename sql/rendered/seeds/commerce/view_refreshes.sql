-- Rendered from sql/seeds/commerce/view_refreshes.sql.j2; edit that file, not this one.
-- Seeds of core.view_refreshes: the materialized views of commerce.

insert into core.view_refreshes (view_name, refresh_every)
values
('commerce.daily_activity', '1 hour'),
('commerce.stock_ages', '1 hour')
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
