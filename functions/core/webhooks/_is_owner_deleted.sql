-- core._is_owner_deleted: whether the owner of an endpoint was removed from auth.users.
--
-- A missing row means deleted if users are kept in auth.users: it has some, or it had
-- this one when an endpoint of the user was saved. If it was always empty, users are
-- kept elsewhere, and a missing row means nothing. Definer: as core._user_status.

create or replace function core._is_owner_deleted(p_owner_id uuid)
    returns boolean
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select case core._user_status(p_owner_id)
        when 'deleted' then true
        when 'absent' then
            exists (select from auth.users)
            or exists (
                select from core.webhook_endpoints as e
                where e.owner_id = p_owner_id and e.is_owner_listed
            )
        else false
    end
$$;

comment on function core._is_owner_deleted(uuid) is
    'Whether the user is deleted: marked in auth.users, or without a row there.';
