-- Proves functions/concerts/feeds/_find_faults.sql.
begin;
select plan(2);

select results_eq(
    $$ select path, external_id, detail, is_required from concerts._find_faults(
        '[{"at": "$[0]", "item": {"id": "x", "a": {"b": 1}}}, {"at": "$[1]",
            "item": [1]},
          {"at": "$[2]", "item": {"a": null}}, {"at": "$[3]", "item": {"id": " "}}]',
        '{"id": "string!", "a.b": "string|array"}'
    ) order by path $$,
    $$ values
        ('$[0].a.b', 'x', 'number instead of string or array', false),
        ('$[1]', null, 'a record is array', true),
        ('$[2].id', null, 'it is absent', true),
        ('$[3].id', null, 'it is empty', true) $$,
    'each fault has its path'
);
select is_empty(
    $$ select * from concerts._find_faults('[{"at": "$", "item": {"id": "x"}}]',
        '{"id": "string!", "b": "array"}') $$,
    'what is optional may be absent'
);

select * from finish();
rollback;
