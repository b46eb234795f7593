-- Triggers of suppliers on core.erasures, in firing order.

-- Archives that were made before may have the data of the person.
create or replace trigger t90_expire_exports
    after update on core.erasures
    for each row
    when (new.status = 'done' and old.status = 'pending' and not new.is_dry_run)
    execute function suppliers.tg_erasures__expire_exports();
