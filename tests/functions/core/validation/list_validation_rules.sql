-- Proves functions/core/validation/list_validation_rules.sql.
begin;
select plan(4);

-- Given: two entities with a rule.
insert into core.validation_rules (entity, name, field, kind, argument, message)
values
('core.thing', 'size', 'size', 'range', '{"min": 1}', 'At least 1.'),
('core.word', 'text', 'text', 'required', '{}', 'Write.');
select tests.login_as(tests.user('dora'), 'admin');
select is(
    api.list_validation_rules('core.thing'),
    '{"items": [{"entity": "core.thing", "name": "size", "field": "size",
      "kind": "range", "argument": {"min": 1}, "message": "At least 1.",
      "severity": "error", "position": 100, "is_enabled": true}], "next": null}'::jsonb,
    'an admin reads the rules of an entity'
);
select isnt(
    api.list_validation_rules(page_size => 1) ->> 'next', null, 'page by page'
);
select throws_ok(
    $$ select api.list_validation_rules(null, 'x') $$, 'PT422', 'core.invalid_cursor',
    'a cursor is one of this list'
);
select tests.login_as(tests.user('cleo'), 'buyer');
select throws_ok(
    $$ select api.list_validation_rules() $$, 'PT403', 'core.not_permitted',
    'a buyer reads none'
);

select * from finish();
rollback;
