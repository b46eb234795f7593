-- Proves functions/concerts/dedup/_queue_duplicate.sql.
begin;
select plan(3);

do $$ begin
    perform
        concerts._queue_duplicate('artist', 1, 2, 0.8, '{}'),
        concerts._queue_duplicate('artist', 1, 2, 0.9, '{}'),
        concerts._queue_duplicate('artist', 1, 3, 0.9, '{}');
end; $$;
select results_eq(
    'select c.right_id, c.score from concerts.duplicate_candidates as c order by 1',
    'values (2::bigint, 0.9::double precision), (3, 0.9)',
    'a pair has the present score'
);
update concerts.duplicate_candidates set status = 'distinct', decided_at = core.now()
where right_id = 2;
update concerts.duplicate_candidates set status = 'merged', decided_at = core.now()
where right_id = 3;
do $$ begin
    perform
        concerts._queue_duplicate('artist', 1, 2, 0.95, '{}'),
        concerts._queue_duplicate('artist', 1, 3, 0.95, '{}');
end; $$;
select results_eq(
    'select c.status from concerts.duplicate_candidates as c order by c.right_id',
    $$ values ('distinct'), ('open') $$, 'one that was kept apart stays apart'
);
select is(
    (
        select c.score from concerts.duplicate_candidates as c
        where c.right_id = 2
    ),
    0.9::double precision, 'as it was decided'
);

select * from finish();
rollback;
