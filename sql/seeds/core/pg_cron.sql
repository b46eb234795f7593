-- Seeds of pg_cron: if it is installed, its jobs are the schedules of this release.
-- depends: seeds/*/job_schedules, seeds/*/interval_tasks

do $$
begin
    perform core.use_pg_cron();
end;
$$;
