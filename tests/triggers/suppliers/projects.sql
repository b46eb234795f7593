-- Proves triggers/suppliers/projects.sql.j2.
begin;
select plan(6);

-- Given: a row that came, changed and went.
insert into suppliers.projects (
    code, name, calendar_id, starts_on, created_at, updated_at
)
select
    'T' as code,
    'T' as name,
    c.id,
    '2026-01-01' as starts_on,
    core.now() as created_at,
    '2026-01-01Z' as updated_at
from suppliers.calendars as c
where c.code = 'STANDARD';
create temporary table t_row as
select t.id::text as id from suppliers.projects as t
where t.code = 'T';
update suppliers.projects set name = 'U'
where code = 'T';
update suppliers.projects set name = 'U'
where code = 'T';
select results_eq(
    $$ select t.version, t.updated_at = core.now() from suppliers.projects as t
       where t.code = 'T' $$,
    $$ values (2::bigint, true) $$,
    'a change raises the version and sets updated_at'
);
delete from suppliers.projects
where code = 'T';

select * from tests.is_audited(
    'suppliers.projects', (select id from t_row),
    '{"name": "T", "version": 1, "updated_at": "2026-01-01T00:00:00+00:00"}'
);
select triggers_are(
    'suppliers', 'projects',
    array[
        't10_bump_version', 't10_touch', 't80_audit_insert', 't80_audit_update',
        't80_audit_delete', 't80_audit_truncate', 't90_uncache'
    ],
    'projects has exactly these triggers'
);

select * from finish();
rollback;
