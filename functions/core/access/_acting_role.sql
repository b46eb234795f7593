-- core._acting_role: the role that the session acts as, also in a definer function.

create or replace function core._acting_role()
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(nullif(current_setting('role'), 'none'), session_user)
$$;

grant execute on function core._acting_role()
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core._acting_role() is
    'The role of SET ROLE, else the role that logged in.';
