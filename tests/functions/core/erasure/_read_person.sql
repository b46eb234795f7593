-- Proves functions/core/erasure/_read_person.sql.
begin;
select plan(4);

select is(
    core._read_person('user', '8C8D357B-5E87-2BBA-CD45-197626BD5759'),
    '8c8d357b-5e87-2bba-cd45-197626bd5759', 'a key is spelled as the tables spell it'
);
select is(tests.refusal(c.call) ->> 'key', c.key, c.description)
from (
    values
    (
        $$ select core._read_person('user', 'x') $$, 'core.invalid_argument',
        'a key of another type is refused'
    ),
    (
        $$ select core._read_person('user', null) $$, 'core.invalid_argument',
        'no key is refused'
    ),
    (
        $$ select core._read_person('pet', '1') $$, 'core.unknown_person_kind',
        'a kind that is not registered is refused'
    )
) as c (call, key, description);

select * from finish();
rollback;
