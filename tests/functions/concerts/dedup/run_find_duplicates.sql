-- Proves functions/concerts/dedup/run_find_duplicates.sql.
begin;
select plan(5);

-- Given: the double tour.
select tests.double_tour();

delete from concerts.external_ids
where external_id = 'sp-2';
update concerts.venues
set name = 'Hall!'
where id = 2002;
do $$ begin perform concerts.run_find_duplicates(null::core.jobs); end; $$;
select ok(
    tests.holds_lock('concerts.run_find_duplicates'), 'decisions wait for the job'
);
select set_eq(
    $$ select r.entity, r.from_id, r.to_id from concerts.redirects as r
       where r.entity in ('artist', 'venue', 'show') $$,
    $$ values ('artist', 1003::bigint, 1001::bigint), ('venue', 2002, 2001),
        ('show', 4101, 4001) $$,
    'what is sure is merged'
);
select is(
    (
        select count(*) from concerts."merges" as m
        where m.made_by is null
    ),
    2::bigint, 'twice'
);
select is(
    (
        select count(*) from concerts.duplicate_candidates as c
        where c.status = 'open'
    ),
    0::bigint, 'nothing is in doubt'
);
select is_empty(
    $$ select i.name from core.invariants as i
       where i.module = 'concerts' and (core.run_invariant(i.name)).violations > 0 $$,
    'all rules hold'
);

select * from finish();
rollback;
