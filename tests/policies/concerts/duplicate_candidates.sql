-- Proves policies/concerts/duplicate_candidates.sql.j2.
begin;
select plan(5);

-- Given: a pair.
do $$ begin perform concerts._queue_duplicate('artist', 1, 2, 0.8, '{}'); end; $$;

select * from tests.is_read_by(
    'concerts.duplicate_candidates', 'service_role, app_reader'
);

select * from finish();
rollback;
