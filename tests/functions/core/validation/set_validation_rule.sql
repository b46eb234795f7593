-- Proves functions/core/validation/set_validation_rule.sql.
begin;
select plan(10);

-- Given: an entity with two rules.
create function core._said(p_record jsonb) returns text
language sql stable set search_path = pg_catalog, pg_temp
as $$ select p_record ->> 'said' $$;
insert into core.validation_rules (
    entity, name, field, kind, argument, message, severity
)
values
('core.thing', 'size', 'size', 'range', '{"min": 1}', 'At least 1.', 'error'),
(
    'core.thing', 'made', null, 'custom', '{"function": "core._said"}', 'Said.', 'error'
);
select tests.login_as(tests.user('dora'), 'admin');
select is(
    api.set_validation_rule('core.thing', 'local_name', '{
        "field": "name", "kind": "length", "argument": {"max": 3}, "message": "Short."
    }'),
    '{"entity": "core.thing", "name": "local_name", "field": "name", "kind": "length",
      "argument": {"max": 3}, "message": "Short.", "severity": "error",
      "position": 1000, "is_enabled": true}'::jsonb,
    'an admin adds a rule'
);
select is(
    core.check_record('core.thing', '{"name": "long"}') #>> '{errors,0,code}',
    'local_name', 'it counts at once'
);
select is(
    api.set_validation_rule('core.thing', 'local_name', '{"severity": "warning"}')
    -> 'argument', '{"max": 3}'::jsonb, 'a missing key keeps its value'
);
select is(
    api.set_validation_rule('core.thing', 'size', '{"is_enabled": false}')
    -> 'is_enabled', 'false'::jsonb, 'a rule of the release is switched off'
);
select is(
    api.set_validation_rule('core.thing', 'local_said', '{
        "kind": "custom", "argument": {"function": "core._said"}, "message": "Said."
    }') - '{entity,name,argument,message,severity,position,is_enabled}'::text[],
    '{"kind": "custom", "field": null}'::jsonb,
    'a function that another rule names may be used; the answer has every key'
);
select is_empty(
    $$ select c.call from (values
        ('''size'', ''{"message": "x"}'''), ('''size'', null'), ('''other'', ''{}'''),
        ('''local_A'', ''{}'''), ('null, ''{}'''), ('''local_a'', ''{}'''),
        ('''local_a'', ''{"kind": "x", "message": "x"}'''),
        ('''local_a'', ''{"kind": "length", "message": "x"}'''),
        ('''local_a'', ''{"kind": "required", "message": "x"}'''),
        ('''local_a'', ''{"kind": "required", "message": "x", "odd": 1}'''),
        ('''local_a'', ''{"kind": "required", "message": 1, "field": "x"}'''),
        ('''local_a'', ''[]'''),
        ('''local_a'', ''{"field": "x", "kind": "pattern", "message": "x", "argument":
            {"pattern": "(a)\\1"}}'''),
        ('''local_a'', ''{"kind": "custom", "message": "x", "argument":
            {"function": "core.excerpt"}}''')
    ) as c (call)
    where tests.refusal(
        format('select api.set_validation_rule(''core.thing'', %s)', c.call)
    ) ->> 'key' is distinct from 'core.invalid_rule' $$,
    'bad input is refused'
);
select throws_ok(
    $$ select api.set_validation_rule('core.nothing', 'local_a', '{}') $$,
    'PT422', 'core.unknown_entity', 'and so is an entity without rules'
);
select is(
    api.set_validation_rule('core.thing', 'local_name', null), null,
    'null deletes a rule of the installation'
);
select tests.login_as(tests.user('cleo'), 'buyer');
select throws_ok(
    $$ select api.set_validation_rule('core.thing', 'local_b', '{}') $$,
    'PT403', 'core.not_permitted', 'a buyer sets none'
);
reset role;
select is(
    (
        select array_agg(e.operation order by e.id)
        from core.audit_entries as e
        where
            e.row_id = '["core.thing", "local_name"]'
            and e.actor_id = tests.user('dora')
    ),
    array['insert', 'update', 'delete'], 'each change is audited'
);

select * from finish();
rollback;
