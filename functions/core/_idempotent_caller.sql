-- core._idempotent_caller: whose keys are these? A user's own, or a server's.
--
-- Callers without a token have none: they would share their answers.

create or replace function core._idempotent_caller()
    returns text
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller constant text := coalesce(
        core.actor_id()::text, nullif(current_setting('role'), 'none'), session_user
    );
begin
    if v_caller = 'anon' then
        perform core.raise_error(
            'core.invalid_argument', 'An idempotency_key needs a signed-in caller.'
        );
    end if;

    return v_caller;
end;
$$;

comment on function core._idempotent_caller() is
$$The user id of the caller, else the role.

Errors: PT422 core.invalid_argument for an anonymous caller.
$$;
