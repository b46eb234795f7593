-- Proves policies/concerts/artist_heats.sql.j2.
begin;
select plan(5);

-- Given: the small tour.
select tests.small_tour();

select * from tests.is_read_by(
    'concerts.artist_heats', 'anon, authenticated, service_role, app_reader'
);

select * from finish();
rollback;
