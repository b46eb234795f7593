-- Proves functions/concerts/dedup/run_find_duplicates.sql.
begin;
select plan(6);

-- Given: the double tour.
select tests.double_tour();

delete from concerts.external_ids
where external_id = 'sp-2';
update concerts.venues
set name = 'Hall!'
where id = 2002;
do $$
begin
    perform core.enqueue('concerts.find_duplicates');
    perform concerts.run_find_duplicates(j) from core.jobs as j
    where j.kind = 'concerts.find_duplicates';
end;
$$;
select ok(
    tests.holds_lock('concerts.run_find_duplicates'), 'decisions wait for the job'
);
select is(
    (
        select array_agg(j.payload order by j.id) from core.jobs as j
        where j.kind = 'concerts.find_duplicates'
    ),
    array[
        '{}'::jsonb, '{"place": 1, "round": 2, "left": 499}'
    ],
    'a round that merged is followed by another'
);
do $$ begin perform tests.find_duplicates(); end; $$;
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
