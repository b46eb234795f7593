-- core._list_flag_users: list exactly these users for a flag.
--
-- The caller has locked the flag.

create or replace function core._list_flag_users(p_name text, p_user_ids uuid[])
    returns boolean
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_removed bigint;
    v_added bigint;
begin
    delete from core.feature_flag_users
    where flag_name = p_name and user_id <> all(p_user_ids);
    get diagnostics v_removed = row_count;

    insert into core.feature_flag_users (flag_name, user_id)
    select p_name, u.id
    from unnest(p_user_ids) as u (id)
    on conflict (flag_name, user_id) do nothing;
    get diagnostics v_added = row_count;
    return v_removed + v_added > 0;
end;
$$;

comment on function core._list_flag_users(text, uuid[]) is
    'Replace the users who are listed; returns whether the list has changed.';
