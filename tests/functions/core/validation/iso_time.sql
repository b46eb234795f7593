-- Proves functions/core/validation/iso_time.sql.
begin;
select plan(8);

select is(core.iso_time(t.said, t.date_order), t.iso, t.rule)
from (
    values
    ('03/04/2026', 'dmy', '2026-04-03', 'the day comes first'),
    ('03/04/2026', 'mdy', '2026-03-04', 'or the month'),
    ('3.4.2026', 'dmy', '2026-04-03', 'digits may be left out'),
    ('31-07-2026 8:26', 'dmy', '2026-07-31 08:26', 'a time may follow'),
    ('07/31/2026 08:26:59.5+08', 'mdy', '2026-07-31 08:26:59.5+08', 'with its zone'),
    ('2026-07-31', 'dmy', '2026-07-31', 'what is ISO stays as it is'),
    ('3/4.2026', 'dmy', '3/4.2026', 'so does what is no date'),
    (null, 'dmy', null, 'null stays null')
) as t (said, date_order, iso, rule);

select * from finish();
rollback;
