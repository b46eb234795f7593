-- Proves policies/concerts/external_ids.sql.j2.
begin;
select plan(5);

-- Given: the small tour.
select tests.small_tour();

select * from tests.is_read_by(
    'concerts.external_ids', 'anon, authenticated, service_role, app_reader'
);

select * from finish();
rollback;
