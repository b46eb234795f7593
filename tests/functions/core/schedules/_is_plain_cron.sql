-- Proves functions/core/schedules/_is_plain_cron.sql.
begin;
select plan(12);

select is(core._is_plain_cron(t.cron), t.answer, t.rule)
from (
    values
    ('* * * * *', true, 'stars are plain'),
    ('5 0,12 1-7 JAN MON-FRI', true, 'so are numbers, lists, ranges and names'),
    ('*/5 8-18/2 * jul wed', true, 'and steps; a name may have an L or a W'),
    ('0 0 * * 7', true, 'and seven for Sunday'),
    ('5/7 * * * *', false, 'a step behind a number is refused there'),
    ('0-59/60 * * * *', false, 'so is one that is longer than the field'),
    ('0 */24 * * *', false, 'also of hours'),
    ('0 6 L * *', false, 'and the last day'),
    ('0 6 LW * *', false, 'and the last weekday'),
    ('0 6 * * 5L', false, 'and the last Friday'),
    ('0 8 * * MON#2', false, 'the second Monday would be each Monday'),
    ('0 0 0 * * *', false, 'six fields are others')
) as t (cron, answer, rule);

select * from finish();
rollback;
