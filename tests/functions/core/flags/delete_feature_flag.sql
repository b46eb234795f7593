-- Proves functions/core/flags/delete_feature_flag.sql.
begin;
select plan(6);

-- Given: a flag with a user.
insert into core.feature_flags (name, created_at, updated_at)
values ('core.t', now(), now());
insert into core.feature_flag_users (flag_name, user_id)
values ('core.t', tests.user('ada'));

select tests.login_as(tests.user('cleo'), 'buyer');
select throws_ok(
    $$ select api.delete_feature_flag('core.t') $$, 'PT403', 'core.not_permitted',
    'a buyer deletes none'
);
select tests.login_as(tests.user('dora'), 'admin');
select throws_ok(
    $$ select api.delete_feature_flag('core.t', null, 2) $$,
    'PT409', 'core.version_conflict', 'another version than the expected one stays'
);
select lives_ok(
    $$ select api.delete_feature_flag('core.t', 'released', 1) $$, 'an admin deletes it'
);
select throws_ok(
    $$ select api.delete_feature_flag('core.t') $$,
    'PT404', 'core.unknown_feature_flag', 'an unknown one is refused'
);
reset role;
select is_empty(
    'select user_id from core.feature_flag_users', 'who was listed goes with it'
);
select is(
    (
        select e.reason from core.audit_entries as e
        where e.row_id = 'core.t' and e.operation = 'delete'
    ),
    'released', 'the reason is in the audit trail'
);

select * from finish();
rollback;
