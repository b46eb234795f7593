-- Proves functions/core/read/_schema_errors.sql.
begin;
select plan(6);

select is(
    core._schema_errors(
        '{"type": "object", "required": ["a", "b"], "additionalProperties": false,
          "properties": {
            "a": {"type": "integer", "minimum": 1, "exclusiveMaximum": 10},
            "c": {"type": "array", "maxItems": 2, "items": {"type": "string",
                  "pattern": "^x", "maxLength": 3}},
            "d": {"enum": [1, "two"]}, "e": {"const": true}}}',
        '{"a": 10, "c": ["x1", "y", "xyzz"], "d": 2, "e": false, "f": null}'
    ),
    array[
        'the value lacks b', '/a is out of range', '/c has 3 items',
        '/c/1 does not match', '/c/2 has 4 characters', '/d is not one of [1, "two"]',
        '/e is not true', 'the value may not have f'
    ],
    'every violation is found, at every depth'
);
select is(
    core._schema_errors('{"type": ["integer", "null"]}', '1.5'),
    array['the value is number'], 'a number with a fraction is no integer'
);
select is(
    core._schema_errors('{"type": ["integer", "null"]}', '2.0'), '{}', 'a whole one is'
);
select is(
    core._schema_errors(
        '{"additionalProperties": {"type": "integer", "minimum": 1}}',
        '{"a": 1, "b": 0, "c": "x"}'
    ),
    array['/b is out of range', '/c is string'],
    'what is not listed follows the schema of the others'
);
select results_eq(
    $$ select b.value, core._schema_errors(
           '{"anyOf": [{"const": {}}, {"type": "integer"}]}', b.value
       ) <> '{}'
       from (values ('{}'::jsonb), ('5'), ('"x"')) as b (value) $$,
    $$ values ('{}'::jsonb, false), ('5', false), ('"x"', true) $$,
    'one choice must fit'
);

-- Given: pg_jsonschema, by its signature.
create or replace function extensions.jsonschema_validation_errors(
    schema json, instance json
) returns text[] language sql as $$ select array['said by the extension'] $$;
select is(
    core._schema_errors('{}', '1'), array['said by the extension'],
    'where the extension is, it decides'
);

select * from finish();
rollback;
