-- Proves functions/core/read/_schema_fault.sql.
begin;
select plan(2);

select is_empty(
    $$ select c.it from (values
        ('{}'::jsonb), ('{"type": "object", "properties": {"a": {"type": ["string", "null"],
          "pattern": "^x"}}, "required": ["a"], "additionalProperties": false}'),
        ('{"type": "array", "items": {"enum": [1, 2]}, "minItems": 1}'),
        ('{"anyOf": [{"const": {}}, {"type": "integer"}]}'),
        ('{"additionalProperties": {"type": "integer"}}')
    ) as c (it) where core._schema_fault(c.it) is not null $$,
    'the keywords that are known may be used'
);
select is_empty(
    $$ select c.it from (values
        ('[]'::jsonb), (null), ('{"$ref": "http://example.invalid"}'), ('{"oneOf": []}'),
        ('{"properties": {"a": {"not": {}}}}'), ('{"items": {"pattern": "(a)\\1"}}'),
        ('{"properties": 5}'), ('{"additionalProperties": 5}'),
        ('{"additionalProperties": {"not": {}}}'), ('{"anyOf": [{"not": {}}]}'),
        ('{"anyOf": 5}')
    ) as c (it) where core._schema_fault(c.it) is null $$,
    'others may not, at any depth'
);

select * from finish();
rollback;
