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
