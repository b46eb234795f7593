-- Triggers on core.validation_rules, in firing order.

-- A rule that cannot be compiled, or would be dangerous to run, is refused.
create or replace trigger t20_check_rule
    before insert or update of entity, field, kind, argument on core.validation_rules
    for each row
    execute function core.tg_validation_rules__check_rule();

-- A change of the rules compiles the check functions again.
create or replace trigger t90_compile
    after insert or update or delete on core.validation_rules
    for each statement
    execute function core.tg_validation_rules__compile();
