-- Seeds of pg_cron: its jobs are this release's schedules, where it is installed.
-- depends: seeds/*/job_schedules, seeds/*/interval_tasks

do $$
begin
    perform core.use_pg_cron();
end;
$$;
