-- core._is_operator: whether the caller acts as a database role of the servers.
--
-- Those are the service role, the worker, monitoring, the owner of core, and roles that
-- inherit their rights. Every other role is one of requests: also a role of an
-- installation's own that `authenticator` may take. The role is that of SET ROLE, so
-- the result is the same in a definer function. While a server acts for a user
-- (rowhouse.on_behalf), it is not an operator; a session that sets this itself loses
-- rights and gains none.

create or replace function core._is_operator()
    returns boolean
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    return coalesce(current_setting('rowhouse.on_behalf', true), '') <> 'on'
        and exists (
            select
            from pg_catalog.pg_roles as r
            where
                (
                    r.rolname in ('service_role', 'app_worker', 'app_reader')
                    or r.oid = (
                        select n.nspowner
                        from pg_catalog.pg_namespace as n
                        where n.nspname = 'core'
                    )
                )
                and pg_has_role(core._acting_role()::name, r.oid, 'usage')
        );
end;
$$;

grant execute on function core._is_operator()
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core._is_operator() is
    'True for the service role, the worker, monitoring, the owner, and their heirs.';
