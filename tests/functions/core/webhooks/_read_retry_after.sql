-- Proves functions/core/webhooks/_read_retry_after.sql.
begin;
select plan(13);

select tests.set_clock('2030-01-01 00:00:00+00');
select is(
    core._read_retry_after(t.value), t.wait::interval,
    format('%L is %s', t.value, coalesce(t.wait, 'no wait'))
)
from (
    values
    ('120', '120 seconds'), (' 7 ', '7 seconds'), ('0', '0 seconds'),
    ('999999999999', '24 hours'), ('9999999999999', null),
    ('Tue, 01 Jan 2030 00:02:00 GMT', '2 minutes'),
    ('Mon, 31 Dec 2029 00:02:00 GMT', '0 seconds'),
    ('Fri, 01 Jan 2040 00:02:00 GMT', '24 hours'),
    ('Tue, 99 Jan 2030 00:02:00 GMT', null),
    ('-5', null), ('soon', null), ('', null), (null, null)
) as t (value, wait);

select * from finish();
rollback;
