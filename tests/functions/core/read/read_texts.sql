-- Proves functions/core/read/read_texts.sql.
begin;
select plan(6);

select is(
    core.read_texts('types', '{a,bc}', 1, 2, 2), '{a,bc}'::text[],
    'a list of texts is one'
);
select is(
    tests.refusal(
        format('select core.read_texts(%L, %L::text[], 1, 2, 2)', 'types', c.given)
    ) ->> 'detail',
    c.detail,
    'refused: ' || c.given
)
from (
    values
    ('{}', 'types must have 1 to 2 items.'),
    ('{{a,b}}', 'types must have 1 to 2 items.'),
    ('{a,NULL}', 'types contains a null.'),
    ('{""}', 'Each of types must have 1 to 2 characters.'),
    ('{a,abc}', 'Each of types must have 1 to 2 characters.')
) as c (given, detail);

select * from finish();
rollback;
