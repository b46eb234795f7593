-- Proves policies/core/error_codes.sql.j2.
begin;
select plan(7);

select * from tests.is_read_by(
    'core.error_codes', 'anon, authenticated, service_role, app_worker, app_reader'
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

select * from finish();
rollback;
