-- core.health: the state of the installation, for people and load balancers.
--
-- Definer: it reads data that callers have no grant for; a signed-in user needs app
-- role admin. It only reads, so a crash leaves no trace.

create or replace function core.health()
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform core.require_role('admin');

    return (
        select jsonb_build_object(
            'status',
            case
                when bool_or(c.status = 'fail') then 'down'
                when bool_or(c.status = 'warn') then 'degraded'
                else 'ok'
            end,
            'checks',
            coalesce(
                jsonb_agg(
                    jsonb_build_object(
                        'name', c.name,
                        'status', c.status,
                        'value', c.value,
                        'unit', c.unit,
                        'detail', c.detail
                    )
                    order by c.name
                ),
                '[]'
            )
        )
        from core.check_health() as c
    );
end;
$$;

grant execute on function core.health()
to authenticated, service_role, app_worker, app_reader;

comment on function core.health() is
$$Whether the installation is healthy: every check with its value.

down if a check fails, degraded if one warns. A check that exceeds its time fails
without affecting the others. value is null where there is nothing to measure.
Returns: {status: "ok" | "degraded" | "down", checks: [{name: text, status: "ok" |
"warn" | "fail", value: numeric | null, unit: text, detail: text | null}]}
Errors: PT403 core.not_permitted.
Budget: 200 ms.
$$;
