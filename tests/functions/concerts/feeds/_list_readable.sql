-- Proves functions/concerts/feeds/_list_readable.sql.
begin;
select plan(1);

select results_eq(
    $$ select r.at, r.item from concerts._list_readable(
        '[{"at": "$[0]", "item": {"id": "a"}}, {"at": "$[1]", "item": 1},
          {"at": "$[2]", "item": {"id": "b"}}]',
        '[{"at": "$[1]", "is_required": true}, {"at": "$[2]", "is_required": false}]'
    ) as r $$,
    $$ values ('$[0]', '{"id": "a"}'::jsonb), ('$[2]', '{"id": "b"}') $$,
    'a record with a required fault is left out, one with an optional fault is read'
);

select * from finish();
rollback;
