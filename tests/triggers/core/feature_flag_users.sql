-- Proves triggers/core/feature_flag_users.sql.j2.
begin;
select plan(2);

select triggers_are(
    'core', 'feature_flag_users', array[
        't80_audit_insert', 't80_audit_update', 't80_audit_delete', 't80_audit_truncate'
    ],
    'feature_flag_users has exactly these triggers'
);
-- Given: one row that came and went.
insert into core.feature_flags (name, created_at, updated_at)
values ('core.t', now(), now());
insert into core.feature_flag_users (flag_name, user_id)
values ('core.t', tests.user('ada'));
delete from core.feature_flag_users
where flag_name = 'core.t';

select is(
    (
        select array_agg(e.operation order by e.id) from core.audit_entries as e
        where
            e.table_name = 'core.feature_flag_users'
            and e.row_id = format('["core.t", "%s"]', tests.user('ada'))
    ),
    array['insert', 'delete'], 'who is listed is audited'
);

select * from finish();
rollback;
