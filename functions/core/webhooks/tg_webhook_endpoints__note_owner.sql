-- core.tg_webhook_endpoints__note_owner: record that auth.users has the owner.
--
-- Definer: only the owner of this function may read auth.users.

create or replace function core.tg_webhook_endpoints__note_owner()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    new.is_owner_listed :=
        new.is_owner_listed or core._user_status(new.owner_id) <> 'absent';
    return new;
end;
$$;
