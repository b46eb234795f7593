-- Proves policies/core/settings.sql.j2.
begin;
select plan(10);

-- Given: one setting of our own.
insert into core.settings (name, default_value, description)
values ('core.answer', '42', 'A number.');

select * from tests.is_read_by(
    'core.settings', 'anon, authenticated, service_role, app_worker, app_reader',
    p_updates => 'value'
);

select throws_ok(
    $$ update core.settings set value = '"many"' where name = 'core.answer' $$,
    '23514', null,
    'a value has the JSON type of the default'
);
select throws_ok(
    $$ insert into core.settings (name, default_value, description)
       values ('answer', '42', 'x') $$,
    '23514', null,
    'a setting''s name begins with its module'
);

set local role tests_backend;
select lives_ok(
    $$ update core.settings set value = '43' where name = 'core.answer' $$,
    'the service role sets a value'
);
set local role anon;
select is(
    core.setting('core.answer'), '43'::jsonb,
    'and the value counts from then on, for every caller'
);

select * from finish();
rollback;
