-- Proves policies/concerts/feeds.sql.j2.
begin;
select plan(5);

select * from tests.is_read_by('concerts.feeds', 'service_role, app_reader');

select * from finish();
rollback;
