-- commerce.sync_status: how far the synchronisation with a source is.
--
-- Definer: no app role has a grant on the tables.

create or replace function commerce.sync_status(p_source text default 'pms')
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_success commerce.sync_runs;
    v_last commerce.sync_runs;
begin
    perform core.require_role('admin', 'buyer', 'warehouse');
    perform commerce._check_source(p_source);
    select r.* into v_last
    from commerce.sync_runs as r
    where r.source = p_source
    order by r.id desc
    limit 1;
    select r.* into v_success
    from commerce.sync_runs as r
    where r.source = p_source and r.status = 'succeeded' and not r.is_dry_run
    order by r.id desc
    limit 1;

    return jsonb_build_object(
        'source', p_source,
        'is_connected', (
            select s.is_connected from commerce.sync_sources as s where s.name = p_source
        ),
        'last_success_at', v_success.finished_at,
        'lag_seconds', round(extract(epoch from core.now() - v_success.started_at)),
        'last_run', case
            when v_last.id is not null
                then jsonb_build_object(
                    'run_id', v_last.id,
                    'kind', v_last.kind,
                    'is_dry_run', v_last.is_dry_run,
                    'status', v_last.status,
                    'started_at', v_last.started_at,
                    'finished_at', v_last.finished_at,
                    'counts', v_last.counts,
                    'fault', v_last.fault
                )
        end,
        'records', coalesce(
            (
                select jsonb_object_agg(n.entity, n.records)
                from (
                    select r.entity, count(*) as records
                    from commerce.sync_records as r
                    where r.source = p_source
                    group by r.entity
                ) as n
            ),
            '{}'
        ),
        'open_conflicts', (
            select count(*)
            from commerce.sync_conflicts as c
            inner join commerce.sync_records as r on c.sync_record_id = r.id
            where c.status = 'open' and r.source = p_source
        ),
        'next_run_at', (
            select min(s.next_run_at)
            from core.job_schedules as s
            where
                s.kind = 'commerce.reconcile_pms'
                and s.is_enabled
                and s.payload ->> 'source' = p_source
        )
    );
end;
$$;

grant execute on function commerce.sync_status(text) to authenticated, service_role;

comment on function commerce.sync_status(text) is
$$How far the synchronisation with a source is.

Needs app role admin, buyer or warehouse. What differed before the last successful run
began is equal on both sides or a listed conflict; lag_seconds is how long ago that was.
Both are null before the first success. records: how many of each entity.
next_run_at is null if no schedule is enabled.
Returns: {source: text, is_connected: boolean, last_success_at: timestamptz | null,
lag_seconds: bigint | null, last_run: {run_id: bigint, kind: "full" | "incremental",
is_dry_run: boolean, status: "running" | "succeeded" | "failed" | "interrupted",
started_at: timestamptz, finished_at: timestamptz | null, counts: {[text]: bigint},
fault: text | null} | null, records: {[text]: bigint}, open_conflicts: bigint,
next_run_at: timestamptz | null}
Errors: PT404 commerce.unknown_source, PT403 core.not_permitted.
Example: {"source": "pms"}
Budget: 200 ms.
$$;
