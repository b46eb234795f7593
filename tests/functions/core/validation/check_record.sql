-- Proves functions/core/validation/check_record.sql.
begin;
select plan(8);

-- Given: rules of every kind for one entity.
create function core.check_thing(p_record jsonb) returns text language sql stable as $$
    select 'A gift costs nothing.'
    where p_record ->> 'kind' = 'gift' and p_record ->> 'price' <> '0'
$$;
insert into core.validation_rules (
    entity, name, field, kind, argument, message, severity
)
values
('core.thing', 'name_clean', 'name', 'sanitize',
    '{"steps": ["control", "markup", "collapse", "trim"]}', '-', 'error'),
('core.thing', 'name_required', 'name', 'required', '{}', 'Name it.', 'error'),
('core.thing', 'name_length', 'name', 'length', '{"max": 10}', 'Shorter.', 'error'),
(
    'core.thing',
    'sku_pattern',
    'sku',
    'pattern',
    '{"pattern": "^[A-Z]+$"}',
    'Capitals.',
    'error'
),
(
    'core.thing',
    'price_type',
    'price',
    'type',
    '{"type": "number"}',
    'A number.',
    'error'
),
(
    'core.thing',
    'price_range',
    'price',
    'range',
    '{"min": 0, "max": 100}',
    '0 to 100.',
    'error'
),
(
    'core.thing',
    'kind_known',
    'kind',
    'one_of',
    '{"values": ["gift", "sale"]}',
    'Kind.',
    'error'
),
(
    'core.thing',
    'price_if_sale',
    'price',
    'required_if',
    '{"field": "kind", "equals": "sale"}',
    'A sale has a price.', 'error'),
('core.thing', 'tags_schema', 'tags', 'json_schema',
    '{"schema": {"type": "array", "items": {"type": "string"}}}', 'Words.', 'warning'),
(
    'core.thing',
    'dates',
    null,
    'compare',
    '{"left": "from", "op": "<=", "right": "until"}',
    'From comes first.', 'error'),
(
    'core.thing',
    'gift_free',
    null,
    'custom',
    '{"function": "core.check_thing"}',
    '-',
    'error'
);

select is(
    core.check_record(
        'core.thing',
        '{"name": " <b>Tea</b>  pot ", "sku": "AB", "price": 5, "kind": "sale"}'
    ),
    '{"record": {"name": "Tea pot", "sku": "AB", "price": 5, "kind": "sale"},
      "errors": []}'::jsonb,
    'a record is made clean before it is checked'
);
select is(
    (
        select array_agg(e ->> 'code' order by e ->> 'code')
        from jsonb_array_elements(core.check_record(
            'core.thing',
            '{"name": "<i> </i>", "sku": "ab", "price": "x", "kind": "loan",
              "tags": [1], "from": "2024-02-01", "until": "2024-01-01"}'
        ) -> 'errors') as e
    ),
    array[
        'dates',
        'kind_known',
        'name_required',
        'price_type',
        'sku_pattern',
        'tags_schema'
    ],
    'all violations are returned at once'
);
select is(
    core.check_record('core.thing', '{"name": "x", "kind": "gift", "price": 5}')
    -> 'errors',
    '[{"field": null, "code": "gift_free", "message": "A gift costs nothing.",
       "severity": "error"}]'::jsonb,
    'a custom rule says its own sentence'
);
select is(
    core.check_record('core.thing', '{"name": "x", "kind": "sale", "price": null}')
    -> 'errors'
    -> 0 ->> 'code',
    'price_if_sale', 'null is nothing'
);
select is(
    core.check_record('core.thing', '{"name": "x", "price": 101}')
    -> 'errors'
    -> 0
    ->> 'code',
    'price_range', 'a number has its range'
);
select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select core.check_record('core.nothing', '{}') $$,
    'PT422', 'core.unknown_entity', 'an entity without rules is unknown'
);
select throws_ok(
    $$ select core.check_record('core.thing', '[]') $$,
    'PT422', 'core.invalid_argument', 'a record is an object'
);
select throws_ok(
    $$ select core.check_record(
        'core.thing', jsonb_build_object('name', repeat('x', 1000000))
    ) $$,
    'PT422', 'core.invalid_argument', 'of a size that can be checked'
);

select * from finish();
rollback;
