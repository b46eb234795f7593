-- core.run_health_check: run one check, read-only, and classify its value.
--
-- Definer: a check reads tables and statistics that its caller has no grant for; its
-- text comes only from a release. The subtransaction is read-only, so even a volatile
-- function in the query cannot write; at its end the caller's transaction is as before.
-- lock_timeout ends a wait for a lock. A query that computes for too long is cancelled
-- by the caller's statement_timeout, which must be set before the statement starts:
-- `rowhouse health` and the watcher do so for each check. The query takes only the
-- locks of a read.

create or replace function core.run_health_check(
    p_name text,
    out status text,
    out value numeric,
    out unit text,
    out detail text,
    out took_ms numeric
)
    returns record
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
    set lock_timeout = '2s'
as $$
declare
    v_check core.health_checks;
    v_override jsonb;
    v_start timestamptz := clock_timestamp();
    v_said text;
begin
    select *
    into strict v_check
    from core.health_checks
    where name = p_name;
    unit := v_check.unit;

    perform set_config('lock_timeout', v_check.timeout_ms || 'ms', true);
    begin
        perform set_config('transaction_read_only', 'on', true);
        execute format(
            'with answer (value, detail) as materialized (%s) '
            'select a.value::numeric, a.detail::text from answer as a limit 1',
            rtrim(v_check.query, E' ;\n') || E'\n'
        )
        into value, v_said;
    exception
        when others then
            raise;
    end;

    v_override := coalesce(core.setting('core.health_thresholds') -> p_name, '{}');
    status := core._classify_value(
        p_value => value,
        p_warn => case
            when v_override ? 'warn' then (v_override ->> 'warn')::numeric
            else v_check.warn
        end,
        p_fail => case
            when v_override ? 'fail' then (v_override ->> 'fail')::numeric
            else v_check.fail
        end
    );
    detail := concat_ws(
        ' ',
        nullif(v_said, '')
        || case when status <> 'ok' and v_said !~ '[.!?]$' then '.' else '' end,
        case when status <> 'ok' then v_check.meaning end,
        case when status <> 'ok' then v_check.remedy end
    );
    took_ms := round(
        (extract(epoch from clock_timestamp() - v_start) * 1000)::numeric, 3
    );
end;
$$;

grant execute on function core.run_health_check(text)
to service_role, app_worker, app_reader;

comment on function core.run_health_check(text) is
$$The value of one health check and its status: ok, warn or fail.

The detail is what the check found; where it is not ok, also meaning and remedy.

Thresholds come from the setting core.health_thresholds ({"<check>": {"warn": n, "fail":
n}}), else from the check. Set statement_timeout before the call.
Units: took_ms is milliseconds.
Errors: P0002 if the check does not exist; whatever its query raises.
$$;
