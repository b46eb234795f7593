-- core.keeps_role: whether a user has an app role by now, without a token of the user.
--
-- For what is sent on a user's behalf: notifications, digests, links. Where auth.users
-- has no list of roles for the user, their tokens alone have them, and the caller's own
-- list of people decides. Definer: as core._user_status.

create or replace function core.keeps_role(p_user_id uuid, p_role text)
    returns boolean
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select
        core.is_active_user(p_user_id)
        and not exists (
            select
            from auth.users as u
            where
                u.id = p_user_id
                and u.raw_app_meta_data ? 'roles'
                and p_role <> all(
                    core._token_roles(
                        jsonb_build_object('app_metadata', u.raw_app_meta_data)
                    )
                )
        )
$$;

comment on function core.keeps_role(uuid, text) is
    'False for a user who is deleted, banned, or whose roles in auth.users lack it.';
