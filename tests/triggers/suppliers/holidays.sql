-- Proves triggers/suppliers/holidays.sql.j2.
begin;
select plan(7);

-- Given: a row that came, changed and went.
insert into suppliers.calendars (code, name, created_at, updated_at)
values ('T', 'T', core.now(), core.now());
insert into suppliers.holidays (calendar_id, holiday_on, name)
select
    c.id,
    '2030-01-01' as holiday_on,
    'T' as name
from suppliers.calendars as c
where c.code = 'T';
create temporary table t_row as
select jsonb_build_array(t.calendar_id::text, t.holiday_on::text)::text as id
from suppliers.holidays as t
where t.name = 'T';
update suppliers.holidays set name = 'U'
where name in ('T', 'U');
update suppliers.holidays set name = 'U'
where name in ('T', 'U');
select throws_ok(
    $$ update suppliers.holidays set calendar_id = 0 where name = 'U' $$,
    'PT409', 'core.fixed_key', 'a holiday stays in its calendar'
);
delete from suppliers.holidays
where name = 'U';
select is(c.version, 5::bigint, 'each change has the calendar numbered anew')
from suppliers.calendars as c
where c.code = 'T';

select * from tests.is_audited(
    'suppliers.holidays', (select id from t_row), '{"name": "T"}'
);
select triggers_are(
    'suppliers', 'holidays',
    array[
        't10_number_insert', 't10_number_update', 't10_number_delete',
        't20_freeze_calendar', 't80_audit_insert', 't80_audit_update',
        't80_audit_delete', 't80_audit_truncate'
    ],
    'holidays has exactly these triggers'
);

select * from finish();
rollback;
