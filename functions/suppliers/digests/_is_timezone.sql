-- suppliers._is_timezone: whether a text is the IANA name of a time zone.
--
-- Case matters, and names that depend on the machine are none.

create or replace function suppliers._is_timezone(p_name text)
    returns boolean
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select exists (
        select
        from pg_catalog.pg_timezone_names as z
        where
            z.name = p_name
            and z.name !~ '^(posix|right)/'
            and z.name not in ('localtime', 'posixrules', 'Factory')
    )
$$;

comment on function suppliers._is_timezone(text) is
    'True for a name such as Europe/Berlin or UTC.';
