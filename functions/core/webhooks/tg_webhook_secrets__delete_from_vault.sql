-- core.tg_webhook_secrets__delete_from_vault: delete a dropped secret from the vault
-- too.

create or replace function core.tg_webhook_secrets__delete_from_vault()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if old.vault_id is not null then
        execute format(
            'delete from %s.secrets where id = $1', to_regnamespace('vault')
        )
        using old.vault_id;
    end if;
    return null;
end;
$$;
