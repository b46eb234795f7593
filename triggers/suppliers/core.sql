-- Triggers of suppliers on the tables of core.

-- The progress of a bulk change is live.
create or replace trigger t90_show_progress
    after update on core.operations
    for each row
    when (
        starts_with(new.kind, 'suppliers.')
        and (old.status, old.done, old.failed, old.skipped)
        is distinct from (new.status, new.done, new.failed, new.skipped)
    )
    execute function suppliers.tg_operations__show_progress();

-- Archives that were made before an erasure may have data of the person.
create or replace trigger t90_expire_exports
    after update on core.erasures
    for each row
    when (new.status = 'done' and old.status = 'pending' and not new.is_dry_run)
    execute function suppliers.tg_erasures__expire_exports();
