-- core.actor_id: the user who acts: the subject of the caller's token.
--
-- Not auth.uid(): that raises for a subject that is not a UUID, and the project's own
-- roles may not use schema auth. PostgREST has verified the token; in a plain SQL
-- session the setting is whatever the session set.

create or replace function core.actor_id()
    returns uuid
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_claims text := current_setting('request.jwt.claims', true);
begin
    if coalesce(v_claims, '') = '' then
        return null;
    end if;

    return (v_claims::jsonb ->> 'sub')::uuid;
exception
    when data_exception then
        return null;
end;
$$;

grant execute on function core.actor_id()
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core.actor_id() is
$$The `sub` claim of the caller's token; null without a token or if it is not a UUID.

Never raises.
$$;
