-- Proves policies/concerts/vote_counts.sql.j2.
begin;
select plan(5);

-- Given: the small tour.
select tests.small_tour();

select * from tests.is_read_by(
    'concerts.vote_counts', 'anon, authenticated, service_role, app_reader'
);

select * from finish();
rollback;
