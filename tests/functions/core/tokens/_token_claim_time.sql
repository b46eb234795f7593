-- Proves functions/core/tokens/_token_claim_time.sql.
begin;
select plan(7);

select is(
    core._token_claim_time('{"iat": 1767225600}', 'iat'), timestamptz '2026-01-01Z',
    'a NumericDate is a time'
);
select is(
    core._token_claim_time(c.claims::jsonb, 'iat'), null, 'no time: ' || c.claims
)
from (
    values
    ('{}'), ('{"iat": "1767225600"}'), ('{"iat": 1e400}'), ('{"iat": -1}'),
    ('{"iat": {"a": 1}}'), ('[1]')
) as c (claims);

select * from finish();
rollback;
