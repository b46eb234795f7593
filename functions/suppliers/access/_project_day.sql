-- suppliers._project_day: the day that it is in a project.

create or replace function suppliers._project_day(p_timezone text)
    returns date
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select (core.now() at time zone p_timezone)::date
$$;

comment on function suppliers._project_day(text) is
    'Today in the time zone of a project.';
