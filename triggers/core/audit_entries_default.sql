-- Triggers on core.audit_entries_default, in firing order.

-- Row triggers come with core.audit_entries; one on TRUNCATE does not.
create or replace trigger t20_refuse_truncate
    before truncate on core.audit_entries_default
    for each statement
    execute function core.tg__refuse_change();
