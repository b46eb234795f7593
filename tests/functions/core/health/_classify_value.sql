-- Proves functions/core/health/_classify_value.sql.
begin;
select plan(12);

select is(
    core._classify_value(c.value, c.warn, c.fail), c.expected,
    format('%s with warn %s and fail %s is %s', c.value, c.warn, c.fail, c.expected)
)
from (
    values
    (1, 2, 3, 'ok'),
    (2, 2, 3, 'warn'),
    (3, 2, 3, 'fail'),
    (4, 2, 3, 'fail'),
    (4, 3, 2, 'ok'),
    (3, 3, 2, 'warn'),
    (2, 3, 2, 'fail'),
    (0, 3, 2, 'fail'),
    (5, 2, null, 'warn'),
    (5, null, 5, 'fail'),
    (5, null, null, 'ok'),
    (null, 2, 3, 'ok')
) as c (value, warn, fail, expected);

select * from finish();
rollback;
