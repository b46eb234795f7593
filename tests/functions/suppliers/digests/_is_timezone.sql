-- Proves functions/suppliers/digests/_is_timezone.sql.
begin;
select plan(6);

select is(suppliers._is_timezone(t.name), t.answer, t.name)
from (
    values
    ('Europe/Berlin', true), ('UTC', true), ('europe/berlin', false),
    ('posix/Europe/Berlin', false), ('localtime', false), ('UTC+3', false)
) as t (name, answer);

select * from finish();
rollback;
