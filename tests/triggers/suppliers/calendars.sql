-- Proves triggers/suppliers/calendars.sql.j2.
begin;
select plan(6);

-- Given: a row that came, changed and went.
insert into suppliers.calendars (code, name, created_at, updated_at)
values ('T', 'T', core.now(), '2026-01-01Z');
create temporary table t_row as
select t.id::text as id from suppliers.calendars as t
where t.code = 'T';
update suppliers.calendars set name = 'U'
where code = 'T';
update suppliers.calendars set name = 'U'
where code = 'T';
select results_eq(
    $$ select t.version, t.updated_at = core.now() from suppliers.calendars as t
       where t.code = 'T' $$,
    $$ values (2::bigint, true) $$,
    'a change raises the version and sets updated_at'
);
delete from suppliers.calendars
where code = 'T';

select * from tests.is_audited(
    'suppliers.calendars', (select id from t_row),
    '{"name": "T", "version": 1, "updated_at": "2026-01-01T00:00:00+00:00"}'
);
select triggers_are(
    'suppliers', 'calendars',
    array[
        't10_bump_version', 't10_number', 't10_touch', 't80_audit_insert',
        't80_audit_update', 't80_audit_delete', 't80_audit_truncate'
    ],
    'calendars has exactly these triggers'
);

select * from finish();
rollback;
