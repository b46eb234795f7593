-- Proves functions/core/doctor/_diagnose_settings.sql.
begin;
select plan(5);

create function tests.found() returns setof text language sql
as $$ select f.code || ' ' || f.severity from core._diagnose_settings() as f $$;

-- Given: a cluster of tests, which gives up durability for speed.
select set_has(
    'select * from tests.found()',
    $$ values
        ('setting_fsync error'), ('setting_full_page_writes error'),
        ('setting_autovacuum error'), ('setting_synchronous_commit warning') $$,
    'settings that lose data are found'
);
select set_hasnt(
    'select * from tests.found()',
    $$ values
        ('setting_row_security error'), ('setting_timezone warning'),
        ('setting_session_replication_role error'),
        ('setting_default_transaction_read_only error') $$,
    'those that are right are not'
);
set local row_security to off;
set local timezone to 'Asia/Manila';
set local password_encryption to md5;
select set_has(
    'select * from tests.found()',
    $$ values
        ('setting_row_security error'), ('setting_timezone warning'),
        ('setting_password_encryption warning') $$,
    'those that are wrong are'
);
select is(
    (
        select f.remedy from core._diagnose_settings() as f
        where f.code = 'setting_row_security'
    ),
    format('alter database %I set row_security = ''on''', current_database()),
    'the remedy of a setting of the database can be typed'
);
select is(
    (
        select f.remedy from core._diagnose_settings() as f
        where f.code = 'setting_fsync'
    ),
    'alter system set fsync = ''on'', as a superuser; then select pg_reload_conf()',
    'and so can that of the server'
);

select * from finish();
rollback;
