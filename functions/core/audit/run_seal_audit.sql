-- core.run_seal_audit: the job that seals audit entries of finished transactions.
--
-- The number of windows per run is limited: a long run would hold back the snapshot's
-- xmin, and with it all readers of events. The next tick continues.

create or replace function core.run_seal_audit(p_job core.jobs)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    for v_window in 1 .. coalesce((p_job.payload ->> 'windows')::integer, 10) loop
        exit when core.seal_audit() = 0;
    end loop;
end;
$$;

comment on function core.run_seal_audit(core.jobs) is
    'Handler of core.seal_audit.';
