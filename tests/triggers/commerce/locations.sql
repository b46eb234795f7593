-- Proves triggers/commerce/locations.sql.j2.
begin;
select plan(6);

-- Given: one row that came, changed and went.
insert into commerce.locations (code, name, created_at, updated_at)
values ('T', 'T', core.now(), '2026-01-01Z');
create temporary table t_row as
select t.id::text as id from commerce.locations as t
where t.code = 'T';
update commerce.locations set name = 'U'
where code = 'T';
select results_eq(
    $$ select version, updated_at > '2026-01-01Z' from commerce.locations
       where code = 'T' $$,
    $$ values (2::bigint, true) $$,
    'a change raises the version and sets updated_at'
);
update commerce.locations set name = 'U'
where code = 'T';
delete from commerce.locations
where code = 'T';

select * from tests.is_audited(
    'commerce.locations', (select id from t_row),
    '{"name": "T", "version": 1, "updated_at": "2026-01-01T00:00:00+00:00"}'
);
select triggers_are(
    'commerce', 'locations',
    array[
        't10_bump_version', 't10_touch', 't70_add_levels_insert',
        't70_add_levels_update', 't80_audit_insert', 't80_audit_update',
        't80_audit_delete', 't80_audit_truncate', 't90_uncache'
    ],
    'locations has exactly these triggers'
);

select * from finish();
rollback;
