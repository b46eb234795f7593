-- core._user_status: the status of a user in auth.users.
--
-- Definer: only the owner reads auth.users. `banned_until` is read from the row as
-- JSON, since a stand-in of an earlier release lacks the column.

create or replace function core._user_status(p_user_id uuid)
    returns text
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(
        (
            select case
                when u.deleted_at is not null then 'deleted'
                when (to_jsonb(u) ->> 'banned_until')::timestamptz > core.now()
                    then 'banned'
                else 'listed'
            end
            from auth.users as u
            where u.id = p_user_id
        ),
        'absent'
    )
$$;

comment on function core._user_status(uuid) is
    'listed, banned, deleted (marked as such) or absent (no row in auth.users).';
