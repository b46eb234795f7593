-- Proves policies/core/error_codes.sql.j2.
begin;
select plan(10);

select policies_are(
    'core', 'error_codes', array['select_everyone_all'],
    'error_codes has exactly these policies'
);
select is(
    tests.grants_of('core.error_codes'),
    array['select to anon, app_reader, app_worker, authenticated, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('core.error_codes'),
    array['select all to anon, app_reader, app_worker, authenticated, service_role'],
    'row-level security opens these rows, whatever is granted'
);

select throws_ok(
    $$ insert into core.error_codes (key, sqlstate, hint)
       values ('core.retry_me', '40' || '001', 'x') $$,
    '23514', null,
    'an error is a status of HTTP, PT400 to PT599'
);
select throws_ok(
    $$ insert into core.error_codes (key, sqlstate, hint)
       values ('Teapot', 'PT418', 'x') $$,
    '23514', null,
    'a key is <module>.<reason>'
);

set local role anon;
select isnt_empty(
    'select * from core.error_codes',
    'an anonymous caller may read the catalogue'
);
select throws_ok(
    $$ update core.error_codes set hint = 'x' where key = 'core.invalid_cursor' $$,
    '42501', null,
    'an anonymous caller cannot change it'
);

select tests.login_as(tests.user('ada'), 'admin');
select isnt_empty(
    'select * from core.error_codes',
    'a signed-in user may read the catalogue'
);
select throws_ok(
    $$ insert into core.error_codes (key, sqlstate, hint)
       values ('a.b', 'PT400', 'x') $$,
    '42501', null,
    'a signed-in user cannot add to it'
);

set local role service_role;
select throws_ok(
    $$ delete from core.error_codes where key = 'core.invalid_cursor' $$,
    '42501', null,
    'the service role cannot take from it: a release owns it'
);

select * from finish();
rollback;
