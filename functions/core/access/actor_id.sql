-- core.actor_id: who acts: the subject of the caller's token.
--
-- Not auth.uid(): that raises on a subject that is no uuid, and a role of our own may
-- not use schema auth. PostgREST has verified the token; in SQL the setting is the
-- session's own word.

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
$$The `sub` claim of the caller's token; null without a token or when it is no uuid.

Never raises.
$$;
