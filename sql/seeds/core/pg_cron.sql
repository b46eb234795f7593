-- Seeds of pg_cron: its jobs are this release's schedules, where it is installed.
-- depends: seeds/core/job_schedules, seeds/filters/interval_tasks

do $$
begin
    perform core.use_pg_cron();
end;
$$;
