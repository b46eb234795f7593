-- core.require_user: the id of the signed-in caller; raises if there is none.

create or replace function core.require_user()
    returns uuid
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if core.actor_id() is null then
        perform core.raise_error(
            'core.not_permitted',
            'The caller is not signed in, or the subject of the token is not a UUID.'
        );
    end if;
    return core.actor_id();
end;
$$;

grant execute on function core.require_user()
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core.require_user() is
$$The id of the signed-in caller, for functions that act on the caller's own rows.

Errors: PT403 core.not_permitted.
$$;
