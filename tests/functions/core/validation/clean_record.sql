-- Proves functions/core/validation/clean_record.sql.
begin;
select plan(2);

insert into core.validation_rules (
    entity, name, field, kind, argument, message, severity
)
values
('core.thing', 'a', 'a', 'required', '{}', 'Give it.', 'error'),
('core.thing', 'b', 'b', 'type', '{"type": "text"}', 'A text.', 'error'),
('core.thing', 'c', 'c', 'required', '{}', 'Better so.', 'warning');

select
    is(
        core.clean_record('core.thing', '{"a": 1}'),
        '{"a": 1}'::jsonb,
        'a warning passes'
    );
select is(
    tests.refusal($$ select core.clean_record('core.thing', '{"b": 1}') $$) - 'hint',
    '{"code": "PT422", "key": "core.invalid_record",
      "detail": "a: Give it. b: A text."}'::jsonb,
    'a refusal lists every error'
);

select * from finish();
rollback;
