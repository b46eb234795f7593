-- Proves functions/core/flags/set_feature_flag.sql.
begin;
select plan(3 + 13);

select tests.set_clock('2026-01-01Z');
select tests.login_as(tests.user('dora'), 'admin');
select is(
    api.set_feature_flag('core.t', '{"share_percent": 10, "roles": ["buyer"]}', 'why')
    - '{created_at,updated_at}'::text[],
    '{"name": "core.t", "description": "", "is_enabled": false, "share_percent": 10.00,
      "roles": ["buyer"], "version": 2, "user_ids": []}'::jsonb,
    'an admin makes a flag, which is off'
);
select is(
    api.set_feature_flag('core.t', '{"is_enabled": true}') #>> '{roles,0}', 'buyer',
    'a missing key keeps its value'
);
select is(
    api.set_feature_flag(
        'core.t', jsonb_build_object('user_ids', array[tests.user('ada')]), null, 3
    ) - '{created_at,updated_at,description,is_enabled,name}'::text[],
    jsonb_build_object(
        'version', 4, 'share_percent', 10.00, 'roles', '{buyer}'::text[],
        'user_ids', array[tests.user('ada')]
    ), 'users are listed, which is a change'
);
select is(
    api.set_feature_flag(
        'core.t', jsonb_build_object('user_ids', array[tests.user('ada')])
    ) ->> 'version',
    '4', 'what changes nothing leaves the version'
);
select throws_ok(
    $$ select api.set_feature_flag('core.t', '{"share_percent": 20}', null, 3) $$,
    'PT409', 'core.version_conflict', 'an older version is refused'
);
select throws_ok(
    $$ select api.set_feature_flag('core.t', '{}', null, 0) $$,
    'PT409', 'core.version_conflict', '0 expects that there is none'
);
select lives_ok(
    $$ select api.set_feature_flag('core.new', '{}', null, 0) $$, 'and then makes it'
);
select is_empty(
    $$ select c.call from (values
        ('null, ''{}'''), ('''t'', ''{}'''), ('''core.T'', ''{}'''),
        ('''core.t'', null'), ('''core.t'', ''{"share_percent": 101}'''),
        ('''core.t'', ''{}'', repeat(''x'', 501)'),
        (format('%L, ''{}''', 'core.' || repeat('x', 100)))
    ) as c (call)
    where tests.refusal(format('select api.set_feature_flag(%s)', c.call)) ->> 'key'
    is distinct from 'core.invalid_argument' $$,
    'bad input is refused'
);

-- A flag that is made anew has no version that was seen before.
do $$ begin perform api.delete_feature_flag('core.new'); end $$;
select is(
    api.set_feature_flag('core.new', '{"share_percent": 0.01}') ->> 'version', '3',
    'a flag that is made anew goes on after the deleted one'
);
select throws_ok(
    $$ select api.delete_feature_flag('core.new', null, 1) $$,
    'PT409', 'core.version_conflict', 'so who saw the deleted one does not meet it'
);
select is(
    api.set_feature_flag('core.new', '{"roles": ["none", "none"]}') -> 'roles',
    '["none"]',
    'a role that is named twice is listed once, whether it is anyone''s or not'
);
select tests.login_as(tests.user('cleo'), 'buyer');
select throws_ok(
    $$ select api.set_feature_flag('core.t', '{}') $$,
    'PT403', 'core.not_permitted', 'a buyer sets none'
);
select is(core.is_enabled('core.t'), true, 'the flag counts at once');
reset role;
select is(
    (
        select array_agg(e.operation || coalesce(' ' || e.reason, '') order by e.id)
        from core.audit_entries as e
        where e.row_id = 'core.t' and e.actor_id = tests.user('dora')
    ),
    array['insert why', 'update why', 'update', 'update'],
    'each change is audited, with its reason'
);
select is(
    (
        select count(*) from core.audit_entries as e
        where e.row_id = format('["core.t", "%s"]', tests.user('ada'))
    ),
    1::bigint, 'and so is who is listed'
);
select isnt_empty(
    $$ select id from core.events
       where topic = 'core:feature_flags' and payload = '{"v": 1}' $$,
    'and announced'
);

select * from finish();
rollback;
