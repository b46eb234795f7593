-- core._idempotent_caller: the owner of idempotency keys: a subject or a server role.
--
-- The subject is the token's own spelling, since not every issuer uses UUIDs. A caller
-- of the API without a subject is refused: such callers would share their responses.
-- The prefix distinguishes a subject from a role of the same name.

create or replace function core._idempotent_caller()
    returns text
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_subject constant text := core._token_subject();
    v_role constant text := core._acting_role();
begin
    if v_role = 'anon' or (v_subject is null and not core._is_operator()) then
        perform core.raise_error(
            'core.invalid_argument',
            'An idempotency_key needs a signed-in caller whose token has a subject.'
        );
    end if;

    return coalesce('sub:' || v_subject, 'role:' || v_role);
end;
$$;

comment on function core._idempotent_caller() is
$$`sub:` and the subject of the caller's token, else `role:` and the role.

Errors: PT422 core.invalid_argument for an anonymous caller or one without a subject.
$$;
