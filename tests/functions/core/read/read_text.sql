-- Proves functions/core/read/read_text.sql.
begin;
select plan(11);

select is(
    core.read_text('name', 'a b', 1, 3), 'a b', 'a text of the right length is one'
);
select is(
    core.read_text('name', null, 0, 3), null, 'where none is enough, null is none'
);
select is(core.read_text('name', '', 0, 3), '', 'and so is an empty one');
select is(
    core.read_text('note', e'a\tb\nc', 1, 10), e'a\tb\nc',
    'white space is kept as it is'
);
select is(
    tests.refusal(format('select core.read_text(%L, %L, 1, 3)', 'name', c.given))
    ->> 'detail',
    c.detail,
    'refused: ' || coalesce(left(c.given, 5), 'null')
)
from (
    values
    (null, 'name must have 1 to 3 characters.'),
    ('', 'name must have 1 to 3 characters.'),
    (' ', 'name must have 1 to 3 characters.'),
    (e'\u00a0\u3000', 'name must have 1 to 3 characters.'),
    (repeat('x', 5000000), 'name must have 1 to 3 characters.'),
    (e'a\x1b', 'name contains a control character.')
) as c (given, detail);
select is(
    tests.refusal($$ select core.read_text('s', 'abc', 0, 2,
    'core.invalid_record') $$)
    ->> 'key',
    'core.invalid_record',
    'an RPC has its own key'
);

select * from finish();
rollback;
