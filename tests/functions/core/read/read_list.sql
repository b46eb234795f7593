-- Proves functions/core/read/read_list.sql.
begin;
select plan(9);

select is(
    core.read_list('ids', '{1,2}'::bigint[], 0, 2), '{1,2}'::bigint[], 'a list is one'
);
select is(
    core.read_list('ids', '{}'::bigint[], 0, 2), '{}'::bigint[], 'none may be enough'
);
select is(
    tests.refusal(
        format('select core.read_list(%L, %L::bigint[], 1, 2)', 'ids', c.given)
    ) ->> 'detail',
    c.detail,
    'refused: ' || coalesce(c.given, 'null')
)
from (
    values
    (null, 'ids must have 1 to 2 items.'),
    ('{}', 'ids must have 1 to 2 items.'),
    ('{1,2,3}', 'ids must have 1 to 2 items.'),
    ('{{1,2}}', 'ids must have 1 to 2 items.'),
    ('{{1},{2}}', 'ids must have 1 to 2 items.'),
    ('{1,NULL}', 'ids contains a null.')
) as c (given, detail);
select is(
    tests.refusal(
        $$ select core.read_list('rows', '{}'::text[], 1, 2, 'core.invalid_record') $$
    ) ->> 'key',
    'core.invalid_record',
    'an RPC has its own key'
);

select * from finish();
rollback;
