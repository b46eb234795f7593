-- Triggers on core.audit_seals, in firing order.

-- No role may change a seal, the owner included.
create or replace trigger t20_refuse_change
    before update or delete on core.audit_seals
    for each row
    execute function core.tg__refuse_change();

create or replace trigger t20_refuse_truncate
    before truncate on core.audit_seals
    for each statement
    execute function core.tg__refuse_change();
