-- Proves functions/core/health/health.sql.
begin;
select plan(8);

-- Given: two checks of our own.
delete from core.health_checks
where true;
insert into core.health_checks (name, module, query, warn, fail, unit, meaning)
values
('core.t_a', 'core', 'select 1, ''One.''', 2, 3, 'things', 'Have fewer.'),
('core.t_b', 'core', 'select 1, null', 2, 3, 'things', 'Have fewer.');

select is(
    core.health(),
    '{
        "status": "ok",
        "checks": [
            {"name": "core.t_a", "status": "ok", "value": 1, "unit": "things",
             "detail": "One."},
            {"name": "core.t_b", "status": "ok", "value": 1, "unit": "things",
             "detail": ""}
        ]
    }'::jsonb,
    'when every check is ok, so is the whole'
);
update core.health_checks set warn = 1
where name = 'core.t_a';
select is(core.health() ->> 'status', 'degraded', 'a warning degrades the whole');
update core.health_checks set fail = 1, warn = 0.5
where name = 'core.t_b';
select is(core.health() ->> 'status', 'down', 'a failure brings it down');
delete from core.health_checks
where true;
select is(
    core.health(), '{"status": "ok", "checks": []}'::jsonb,
    'without a check there is nothing wrong'
);

select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select core.health() $$,
    'PT403', 'core.not_permitted',
    'a signed-in user needs app role admin'
);
select tests.login_as(tests.user('ada'), 'admin');
select lives_ok($$ select api.health() $$, 'an admin may ask');
set local role service_role;
select lives_ok($$ select api.health() $$, 'the service role may ask');
set local role anon;
select throws_ok(
    $$ select api.health() $$,
    '42501', null,
    'an anonymous caller is refused'
);

select * from finish();
rollback;
