-- core._is_flag_on: whether a flag is on for the caller; the one rule of all flags.
--
-- The cheap answers come first: the token is read only where it decides.

create or replace function core._is_flag_on(p_flag core.feature_flags)
    returns boolean
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_user_id uuid;
begin
    if not p_flag.is_enabled then
        return false;
    end if;
    if p_flag.share_percent = 100 then
        return true;
    end if;
    v_user_id := core.actor_id();
    if v_user_id is null then
        return false;
    end if;

    return core._flag_bucket(p_flag.name, v_user_id) < p_flag.share_percent * 100
        or p_flag.roles && core._token_roles()
        or exists (
            select
            from core.feature_flag_users as u
            where u.flag_name = p_flag.name and u.user_id = v_user_id
        );
end;
$$;

comment on function core._is_flag_on(core.feature_flags) is
$$False while it is disabled; true for a share of 100, a listed user, a role of the
flag, and a user within the share. A caller without a user has only shares of 100.
$$;
