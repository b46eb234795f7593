-- Rendered from triggers/core/audit_entries.sql.j2; edit that file, not this one.
-- Triggers on core.audit_entries, in firing order.

-- No role changes or deletes an entry, the owner included; values may be erased.
create or replace trigger t20_refuse_change
    before update or delete on core.audit_entries
    for each row
    execute function core.tg_audit_entries__refuse_change();

create or replace trigger t20_refuse_truncate
    before truncate on core.audit_entries
    for each statement
    execute function core.tg__refuse_change();
