-- Triggers on core.audit_entries, in firing order.

-- No role may change an entry, the owner included.
create or replace trigger t20_refuse_change
    before update or delete on core.audit_entries
    for each row
    execute function core.tg__refuse_change();

create or replace trigger t20_refuse_truncate
    before truncate on core.audit_entries
    for each statement
    execute function core.tg__refuse_change();
