-- core._diagnose_worker: whether something does the work: a worker, or pg_cron.
--
-- A worker says every five minutes which kinds it handles, and while it is idle it is
-- registered. How long work has waited is a matter of core.health. The table of pg_cron
-- may be missing, so its query is a text.

create or replace function core._diagnose_worker()
    returns table (code text, severity text, what text, why text, remedy text)
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_has_cron constant boolean := to_regclass('cron.job') is not null;
    v_has_jobs boolean;
begin
    if c_has_cron then
        execute format(
            'select exists (select from %s where starts_with(jobname, ''rowhouse:''))',
            to_regclass('cron.job')
        )
        into v_has_jobs;
        return query
        select
            'cron_without_jobs',
            'error',
            'pg_cron is installed, but runs nothing of Rowhouse.',
            'Schedules that were handed to it do not tick.',
            'select core.use_pg_cron()'
        where not v_has_jobs;
    end if;

    return query
    select
        'worker_absent',
        case when c_has_cron then 'warning' else 'error' end,
        'No worker has reported for 15 minutes.',
        case
            when c_has_cron
                then 'Webhooks, Python jobs and schedules in other time zones wait.'
            else 'Jobs, events, schedules and webhooks wait.'
        end,
        'rowhouse work'
    where
        not exists (
            select
            from core.job_kinds as k
            where k.handled_at > core.now() - interval '15 minutes'
        )
        and not exists (
            select
            from core.idle_workers as w
            where w.expires_at > clock_timestamp()
        );
end;
$$;

grant execute on function core._diagnose_worker()
to service_role, app_worker, app_reader;

comment on function core._diagnose_worker() is
    'A worker that has not reported, and pg_cron without our jobs.';
