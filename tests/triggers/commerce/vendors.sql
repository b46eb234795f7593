-- Proves triggers/commerce/vendors.sql.j2.
begin;
select plan(6);

-- Given: one row that came, changed and went.
insert into commerce.vendors (code, name, currency, created_at, updated_at)
values ('T', 'T', 'PHP', '2026-01-01', '2026-01-01');
create temporary table t_row as
select t.id::text as id from commerce.vendors as t
where t.code = 'T';
update commerce.vendors set name = 'U'
where code = 'T';
update commerce.vendors set name = 'U'
where code = 'T';
select is(
    (select array[t.version, (t.updated_at = core.now())::integer]
     from commerce.vendors as t
     where t.code = 'T'),
    array[2, 1]::bigint[], 'a change raises the version and sets the time'
);
delete from commerce.vendors
where code = 'T';

select * from tests.is_audited(
    'commerce.vendors', (select id from t_row),
    '{"name": "T", "version": 1, "updated_at": "2026-01-01T00:00:00+00:00"}'
);
select triggers_are(
    'commerce', 'vendors',
    array[
        't10_bump_version', 't10_touch', 't80_audit_insert', 't80_audit_update',
        't80_audit_delete', 't80_audit_truncate'
    ],
    'vendors has exactly these triggers'
);

select * from finish();
rollback;
