-- Proves triggers/core/feature_flags.sql.j2.
begin;
select plan(6);

select triggers_are(
    'core', 'feature_flags', array[
        't10_bump_version', 't10_touch', 't80_audit_insert', 't80_audit_update',
        't80_audit_delete', 't80_audit_truncate', 't90_announce'
    ],
    'feature_flags has exactly these triggers'
);
-- Given: one flag that came, changed and went.
insert into core.feature_flags (name, created_at, updated_at)
values ('core.t', '2026-01-01Z', '2026-01-01Z');
select tests.set_clock('2026-01-02Z');
update core.feature_flags set is_enabled = true
where name = 'core.t';
update core.feature_flags set is_enabled = true
where name = 'core.t';
select results_eq(
    $$ select version, updated_at from core.feature_flags where name = 'core.t' $$,
    $$ values (2::bigint, '2026-01-02Z'::timestamptz) $$,
    'a change raises the version and sets the time'
);
delete from core.feature_flags
where name = 'core.t';

select * from tests.is_audited(
    'core.feature_flags', 'core.t',
    '{"is_enabled": false, "version": 1, "updated_at": "2026-01-01T00:00:00+00:00"}'
);

select * from finish();
rollback;
