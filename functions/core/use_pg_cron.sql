-- core.use_pg_cron: hand schedules and SQL work to pg_cron, where it is installed.
--
-- pg_cron ticks in one time zone (GMT, or its setting cron.timezone); a schedule of
-- another zone stays with the worker. Called by a seed, so that a release keeps
-- pg_cron's jobs as the schedules are; idempotent, since pg_cron replaces by name.

create or replace function core.use_pg_cron()
    returns setof text
    language plpgsql
    volatile
    security invoker
    set search_path = ''
as $$
declare
    v_zone text := coalesce(nullif(current_setting('cron.timezone', true), ''), 'GMT');
    v_name text;
    v_cron text;
begin
    if to_regprocedure('cron.schedule(text, text, text)') is null then
        return;
    end if;

    for v_name in
        execute 'select j.jobname::text from cron.job as j '
            'where j.jobname like ''rowhouse:%'' and j.jobname <> ''rowhouse:work'' '
            'and substr(j.jobname, 10) not in '
            '(select s.name from core.job_schedules as s where s.is_enabled)'
    loop
        execute 'select cron.unschedule($1)' using v_name;
    end loop;

    for v_name, v_cron in
        select s.name, s.cron
        from core.job_schedules as s
        where
            s.is_enabled
            and cardinality(string_to_array(s.cron, ' ')) = 5
            and (
                s.timezone = v_zone
                or s.timezone in ('UTC', 'GMT') and v_zone in ('UTC', 'GMT')
            )
        order by s.name
    loop
        execute 'select cron.schedule($1, $2, $3)'
        using
            'rowhouse:' || v_name,
            v_cron,
            format('select core.run_schedule(%L)', v_name);
        return next v_name;
    end loop;

    execute 'select cron.schedule($1, $2, $3)'
    using 'rowhouse:work', '* * * * *', 'select core.work_sql(1000)';
end;
$$;

comment on function core.use_pg_cron() is
    'Ticks and SQL work in pg_cron; the schedules it took, none without it.';
