-- Proves policies/concerts/persisted_queries.sql.j2.
begin;
select plan(5);

select * from tests.is_read_by(
    'concerts.persisted_queries', 'anon, authenticated, service_role, app_reader'
);

select * from finish();
rollback;
