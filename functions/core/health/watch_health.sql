-- core.watch_health: run every check, store the results, update the alerts.
--
-- Definer, as core.record_health. One transaction: after a crash the results of the
-- last run remain. A check that was cancelled by a timeout then runs only every ten
-- minutes, so it does not cost every run its time.

create or replace function core.watch_health()
    returns integer
    language sql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select core.record_health(coalesce(jsonb_agg(to_jsonb(c)), '[]'))
    from core.check_health() as c
    where c.is_live
$$;

grant execute on function core.watch_health() to service_role, app_worker;

comment on function core.watch_health() is
$$Run every health check, store the results, open and clear alerts.

Returns the number of open alerts. Runs by schedule.
Emits: core.alert.opened, core.alert.escalated, core.alert.cleared.
$$;
