-- Rendered from triggers/core/audit_entries_default.sql.j2; edit that file, not this one.
-- Triggers on core.audit_entries_default, in firing order.

-- A partition inherits row triggers of core.audit_entries, but not that on TRUNCATE.
create or replace trigger t20_refuse_truncate
    before truncate on core.audit_entries_default
    for each statement
    execute function core.tg__refuse_change();
