-- Proves policies/concerts/votes.sql.j2.
begin;
select plan(5);

-- Given: the small tour; ada and bob vote and watch.
select tests.small_tour();

select * from tests.is_owned_by('concerts.votes', 'user_id', tests.user('ada'));

select * from finish();
rollback;
