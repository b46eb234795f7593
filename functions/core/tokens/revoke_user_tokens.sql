-- core.revoke_user_tokens: refuse every current token of a user.
--
-- One row per user, which only moves forward: of two concurrent calls the later time
-- wins. A stored time ahead of the clock is wrong, not later, and is replaced.

create or replace function core.revoke_user_tokens(p_user_id uuid)
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if p_user_id is null then
        perform core.raise_error('core.invalid_argument', 'user_id must be given.');
    end if;
    if p_user_id is distinct from core.actor_id() then
        perform core.require_role('admin');
    end if;

    insert into core.revoked_users as u (user_id, issued_until_at, revoked_by)
    values (p_user_id, core.now(), core.actor_id())
    on conflict (user_id) do update
    set
        issued_until_at = case
            when u.issued_until_at between excluded.issued_until_at
                and excluded.issued_until_at + interval '10 minutes'
                then u.issued_until_at
            else excluded.issued_until_at
        end,
        revoked_by = excluded.revoked_by;
end;
$$;

grant execute on function core.revoke_user_tokens(uuid) to authenticated, service_role;

comment on function core.revoke_user_tokens(uuid) is
$$Refuse every token issued to a user until now: the caller, or any user for an admin.

A token that is issued at least a second later is valid again.
Errors: PT403 core.not_permitted, PT422 core.invalid_argument.
Example: {"user_id": "00000000-0000-4000-8000-000000000000"}
Budget: 200 ms.
$$;
