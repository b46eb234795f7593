-- Proves policies/master/place_levels.sql.j2.
begin;
select plan(5);

select * from tests.is_read_by(
    'master.place_levels', 'authenticated, service_role, app_reader'
);

select * from finish();
rollback;
