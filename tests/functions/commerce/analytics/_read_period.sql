-- Proves functions/commerce/analytics/_read_period.sql.
begin;
select plan(8);

select is(commerce._read_period('2026-01-01', '2026-01-01'), 1, 'a day is a period');
select is(commerce._read_period('2026-01-01', '2031-01-01'), 1827, 'so are 5 years');
select throws_ok(
    format('select commerce._read_period(%L, %L)', p.since, p.until),
    'PT422', 'commerce.invalid_period', p.rule
)
from (
    values
    ('2026-01-01', '2031-01-02', 'more than 5 years are refused'),
    ('2026-01-02', '2026-01-01', 'an end before the start is refused'),
    (null, '2026-01-01', 'a start is needed'),
    ('2026-01-01', null, 'an end is needed'),
    ('-infinity', 'infinity', 'both are days'),
    ('2026-01-01', 'infinity', 'each is a day')
) as p (since, until, rule);

select * from finish();
rollback;
