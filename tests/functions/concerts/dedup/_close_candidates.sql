-- Proves functions/concerts/dedup/_close_candidates.sql.
begin;
select plan(1);

-- Given: the double tour.
select tests.double_tour();

insert into concerts.duplicate_candidates (
    entity, left_id, right_id, score, features, found_at
)
values
('artist', 1001, 1002, 0.8, '{}', core.now()),
('artist', 1001, 5000, 0.8, '{}', core.now());
do $$ begin perform concerts._close_candidates('artist'); end; $$;
select results_eq(
    'select c.right_id, c.status from concerts.duplicate_candidates as c order by 1',
    $$ values (1002::bigint, 'open'), (5000, 'merged') $$,
    'a pair that lost a record is closed'
);

select * from finish();
rollback;
