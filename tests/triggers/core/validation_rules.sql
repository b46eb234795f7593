-- Proves triggers/core/validation_rules.sql.
begin;
select plan(3);

select triggers_are(
    'core', 'validation_rules', array['t20_check_rule', 't90_compile'],
    'validation_rules has exactly these triggers'
);
insert into core.validation_rules (entity, name, field, kind, argument, message)
values ('core.thing', 'r', 'f', 'type', '{"type": "text"}', 'A text.');
select throws_ok(
    $$ update core.validation_rules set argument = '{"type": "xml"}' $$,
    'PT422', 'core.invalid_rule',
    'a rule is checked when it is rewritten, too'
);
select is(
    core.check_record('core.thing', '{"f": 1}') -> 'errors' -> 0 ->> 'code', 'r',
    'and compiled at once'
);

select * from finish();
rollback;
