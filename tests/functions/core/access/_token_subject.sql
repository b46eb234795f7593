-- Proves functions/core/access/_token_subject.sql.
begin;
select plan(9);

select is(core._token_subject(), null, 'without a token there is no subject');
create function pg_temp.subject_of(p_claims text) returns text
language sql volatile as $$
    select set_config('request.jwt.claims', p_claims, true);
    select core._token_subject();
$$;
select is(pg_temp.subject_of(c.claims), c.subject, c.rule)
from (
    values
    ('{"sub": "auth0|7"}', 'auth0|7', 'a subject need not be a UUID'),
    ('{"sub": "Ab"}', 'Ab', 'it is taken as it is spelt'),
    ('{"sub": ""}', null, 'an empty one is none'),
    ('{"sub": 7}', null, 'nor is a number'),
    ('{"sub": {"a": 1}}', null, 'nor an object'),
    ('{}', null, 'nor a missing one')
) as c (claims, subject, rule);
select is(
    length(pg_temp.subject_of(format('{"sub": "%s"}', repeat('x', 100000)))), 71,
    'a long one is its hash'
);
select isnt(
    pg_temp.subject_of(format('{"sub": "%sa"}', repeat('x', 300))),
    pg_temp.subject_of(format('{"sub": "%sb"}', repeat('x', 300))),
    'so two long ones differ by their last letter'
);

select * from finish();
rollback;
