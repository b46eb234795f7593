-- Proves functions/core/read/read_time.sql.
begin;
select plan(7);

select is(
    core.read_time('at', '2026-01-01Z'), timestamptz '2026-01-01Z', 'a time is one'
);
select is(
    tests.refusal(format('select core.read_time(%L, %L)', 'at', c.given)) ->> 'key',
    'core.invalid_argument',
    'refused: ' || coalesce(c.given, 'null')
)
from (
    values
    (null), ('infinity'), ('-infinity'), ('294276-12-31Z'), ('0044-03-15Z BC'),
    ('1899-12-31Z')
) as c (given);

select * from finish();
rollback;
