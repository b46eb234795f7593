-- core._schedule_fault: why a cron expression or time zone is invalid; null if both are
-- valid.
--
-- Valid time zones are those that the server and Python's tz database share, without
-- links to the machine's own zone and without second spellings of the whole tree. Case
-- matters.

create or replace function core._schedule_fault(p_cron text, p_timezone text)
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when core._cron_fault(p_cron) is not null then core._cron_fault(p_cron)
        when p_timezone is distinct from 'UTC' and not exists (
            select
            from pg_catalog.pg_timezone_names as z
            where
                z.name = p_timezone
                and z.name !~ '^(posix|right)/'
                and z.name not in ('localtime', 'posixrules', 'Factory')
        )
            then format('There is no time zone %L.', core.excerpt(p_timezone))
    end
$$;

comment on function core._schedule_fault(text, text) is
    'A sentence about the fault of a cron expression or a time zone, else null.';
