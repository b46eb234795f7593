-- core.use_pg_cron: hand schedules and SQL work to pg_cron, if it is installed.
--
-- pg_cron ticks in one time zone (GMT, or its setting cron.timezone); a schedule with
-- another zone, or one that pg_cron reads otherwise (core._is_plain_cron), stays with
-- the worker. A seed calls it, so each release updates pg_cron's jobs. Idempotent,
-- since pg_cron replaces jobs by name.

create or replace function core.use_pg_cron()
    returns setof text
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_zone text := coalesce(nullif(current_setting('cron.timezone', true), ''), 'GMT');
    -- Intervals in seconds need pg_cron 1.5.
    v_interval constant text := (
        select
            case
                when string_to_array(e.extversion, '.')::integer[] < '{1,5}'
                    then '* * * * *'
                else '1 second'
            end
        from (values ('pg_cron')) as n (name)
        left join pg_catalog.pg_extension as e on n.name = e.extname
    );
    v_schema name;
    v_name text;
    v_cron text;
begin
    select n.nspname
    into v_schema
    from pg_catalog.pg_namespace as n
    where n.nspname = 'cron' and to_regclass('cron.job') is not null;
    if not found then
        return;
    end if;

    for v_name in
        execute format(
            'select j.jobname::text from %I.job as j '
            'where starts_with(j.jobname, ''rowhouse:'') '
            'and j.jobname <> ''rowhouse:work'' '
            'and substr(j.jobname, 10) not in ('
            '    select s.name from core.job_schedules as s where s.is_enabled '
            '    union all '
            '    select concat(''interval:'', p.name) from core.interval_tasks as p'
            ')',
            v_schema
        )
    loop
        execute format('select %I.unschedule($1)', v_schema) using v_name;
    end loop;

    for v_name, v_cron in
        select s.name, s.cron
        from core.job_schedules as s
        where
            s.is_enabled
            and core._is_plain_cron(s.cron)
            and (
                s.timezone = v_zone
                or s.timezone in ('UTC', 'GMT') and v_zone in ('UTC', 'GMT')
            )
        order by s.name
    loop
        execute format('select %I.schedule($1, $2, $3)', v_schema)
        using
            'rowhouse:' || v_name,
            v_cron,
            format('select core.run_schedule(%L)', v_name);
        return next v_name;
    end loop;

    execute format('select %I.schedule($1, $2, $3)', v_schema)
    using 'rowhouse:work', '* * * * *', 'select core.run_sql_work(1000)';

    for v_name in select p.name from core.interval_tasks as p order by p.name loop
        execute format('select %I.schedule($1, $2, $3)', v_schema)
        using
            'rowhouse:interval:' || v_name,
            v_interval,
            format('select core.run_interval_task(%L)', v_name);
    end loop;
end;
$$;

comment on function core.use_pg_cron() is
    'Set up pg_cron''s jobs; returns the schedules that it took, none without pg_cron.';
