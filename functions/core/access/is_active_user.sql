-- core.is_active_user: whether a user is neither deleted nor banned.
--
-- For what a user left behind that works without a token of the user. Definer: as
-- core._user_status.

create or replace function core.is_active_user(p_user_id uuid)
    returns boolean
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select core._user_status(p_user_id) <> 'banned' and not core._is_owner_deleted(p_user_id)
$$;

comment on function core.is_active_user(uuid) is
    'False for a user who was deleted or is banned. Where users are kept elsewhere '
    'than in auth.users, true.';
