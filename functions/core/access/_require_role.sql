-- core._require_role: only operators, or users with one of these app roles.
--
-- Operators are database roles that no request of the outside runs as: the service
-- role, the worker, the owner. Those still need EXECUTE on what calls this.

create or replace function core._require_role(variadic p_roles text[])
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if core._acting_role() not in ('anon', 'authenticated', 'authenticator') then
        return;
    end if;

    if exists (select from unnest(p_roles) as r (name) where core.has_role(r.name)) then
        return;
    end if;

    perform core.raise_error(
        'core.not_permitted',
        format('App role %s is needed.', array_to_string(p_roles, ' or '))
    );
end;
$$;

comment on function core._require_role(text[]) is
    'Errors: core.not_permitted PT403.';
