-- core.watch_health: one look at every check, kept and judged.
--
-- Definer, as core.record_health is. One transaction: a watcher that dies leaves the
-- last look as it was. A check that was ended by a timeout is then asked only every ten
-- minutes, so it cannot cost each look its time.

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
$$Ask every health check, keep the answers, open and clear alerts.

Returns how many alerts are open. Runs by schedule.
Emits: core.alert.opened, core.alert.escalated, core.alert.cleared.
$$;
