-- core.check_invariant: run one invariant for an admin, within the time of a request.
--
-- An invariant reads whole tables. The caller's statement_timeout bounds it: then the
-- answer is that there was no time, not an error. Definer: the query runs with the
-- rights of the owner. It is stable, so it can not write.

create or replace function core.check_invariant(p_name text)
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_start timestamptz := clock_timestamp();
    v_violations bigint;
    v_shown jsonb := '[]'::jsonb;
    v_fault text;
begin
    perform core.require_role('admin');
    if not exists (select from core.invariants as i where i.name = p_name) then
        perform core.raise_error(
            'core.unknown_invariant',
            format('There is no invariant %L.', core.excerpt(p_name))
        );
    end if;
    begin
        select r.violations, r.shown
        into v_violations, v_shown
        from core.run_invariant(p_name) as r;
    exception
        when query_canceled then
            v_fault := 'No answer in time: run rowhouse verify.';
        when others then
            v_fault := format('%s: %s', sqlstate, sqlerrm);
    end;
    return jsonb_build_object(
        'name', p_name,
        'status', case
            when v_fault is not null then 'unknown'
            when v_violations = 0 then 'holds'
            else 'violated'
        end,
        'violations', v_violations,
        'rows', v_shown,
        'fault', v_fault,
        'took_ms', round(
            (extract(epoch from clock_timestamp() - v_start) * 1000)::numeric, 3
        )
    );
end;
$$;

grant execute on function core.check_invariant(text) to authenticated, service_role;

comment on function core.check_invariant(text) is
$$Run one invariant: whether it holds, and the first ten rows that violate it; for app
role admin.

status is unknown where the query failed or ran out of time; fault says why.
Returns: {name: text, status: "holds" | "violated" | "unknown", violations: bigint |
null, rows: [jsonb], fault: text | null, took_ms: numeric}
Units: took_ms is milliseconds.
Errors: PT403 core.not_permitted, PT404 core.unknown_invariant.
Example: {"name": "core.job_kind_known"}
Budget: 8000 ms.
$$;
