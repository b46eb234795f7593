-- Proves triggers/core/validation_rules.sql.j2.
begin;
select plan(7);

select triggers_are(
    'core', 'validation_rules', array[
        't20_check_rule', 't80_audit_insert', 't80_audit_update', 't80_audit_delete',
        't80_audit_truncate', 't90_compile'
    ],
    'validation_rules has exactly these triggers'
);
insert into core.validation_rules (entity, name, field, kind, argument, message)
values ('core.thing', 'r', 'f', 'type', '{"type": "text"}', 'A text.');
select throws_ok(
    $$ update core.validation_rules set argument = '{"type": "xml"}'
       where entity = 'core.thing' $$,
    'PT422', 'core.invalid_rule',
    'a rule is checked when it is rewritten, too'
);
select is(
    core.check_record('core.thing', '{"f": 1}') -> 'errors' -> 0 ->> 'code', 'r',
    'and compiled at once'
);

-- Given: one rule that came, changed and went.
update core.validation_rules set severity = 'warning'
where entity = 'core.thing';
update core.validation_rules set severity = 'warning'
where entity = 'core.thing';
delete from core.validation_rules
where entity = 'core.thing';
select * from tests.is_audited(
    'core.validation_rules', '["core.thing", "r"]', '{"severity": "error"}'
);

select * from finish();
rollback;
