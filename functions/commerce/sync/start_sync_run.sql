-- commerce.start_sync_run: begin a reconciliation of a source.
--
-- A session advisory lock admits one run per source, and goes with its process: a row
-- that still says running then belongs to a process that ended. The first run connects
-- the source: from then on local changes are recorded for it. Definer: no role may
-- write the tables.

create or replace function commerce.start_sync_run(
    p_source text, p_is_full boolean, p_is_dry_run boolean
)
    returns bigint
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_id bigint;
begin
    perform commerce._check_source(p_source);
    if not pg_try_advisory_lock(hashtextextended('commerce.sync:' || p_source, 0)) then
        perform core.raise_error(
            'commerce.sync_running', format('A run of %s is not finished.', p_source)
        );
    end if;

    update commerce.sync_runs
    set status = 'interrupted', finished_at = core.now()
    where source = p_source and status = 'running';
    if not p_is_dry_run then
        update commerce.ledger_readers as r
        set
            read_id = g.id,
            noted_id = g.id
        from (
            select 'sync_audit' as name, coalesce(max(a.id), 0) as id
            from core.audit_entries as a
            union all
            select 'sync_stock', coalesce(max(m.id), 0)
            from commerce.stock_movements as m
        ) as g
        where
            r.name = g.name
            and not exists (select from commerce.sync_sources as s where s.is_connected);
        update commerce.sync_sources
        set is_connected = true, connected_at = core.now()
        where name = p_source and not is_connected;
    end if;

    insert into commerce.sync_runs (source, kind, is_dry_run, started_at)
    values (
        p_source, case when p_is_full then 'full' else 'incremental' end, p_is_dry_run,
        core.now()
    )
    returning id into v_id;
    return v_id;
end;
$$;

grant execute on function commerce.start_sync_run(text, boolean, boolean)
to service_role, app_worker;

comment on function commerce.start_sync_run(text, boolean, boolean) is
$$The id of a new run; the session holds a lock on the source until it ends.

Errors: PT404 commerce.unknown_source, PT409 commerce.sync_running.
$$;
