-- Proves functions/core/flags/my_feature_flags.sql.
begin;
select plan(3);

-- Given: flags for ada, for all, and one that is off.
insert into core.feature_flags (
    name, is_enabled, share_percent, created_at, updated_at
)
values
('core.listed', true, 0, now(), now()),
('core.all', true, 100, now(), now()),
('core.off', false, 100, now(), now());
insert into core.feature_flag_users (flag_name, user_id)
values ('core.listed', tests.user('ada'));

select tests.login_as(tests.user('ada'));
select is(
    api.my_feature_flags(), '["core.all", "core.listed"]'::jsonb,
    'a user reads which flags are on, by name'
);
select tests.login_as(tests.user('bob'));
select is(
    api.my_feature_flags(), '["core.all"]'::jsonb, 'those of others are not named'
);
reset role;
set local role anon;
select set_config('request.jwt.claims', '{"role": "anon"}', true);
select is(
    api.my_feature_flags(), '["core.all"]'::jsonb, 'an anonymous caller has its own'
);

select * from finish();
rollback;
