-- Proves functions/concerts/dedup/decide_duplicate.sql.
begin;
select plan(11);

-- Given: the double tour.
select tests.double_tour();

insert into concerts.duplicate_candidates (
    id, entity, left_id, right_id, score, features, found_at
)
overriding system value
values
(1, 'artist', 1001, 1003, 0.8, '{}', core.now()),
(2, 'artist', 1001, 1002, 0.8, '{}', core.now());
select tests.login_as(tests.user('ada'), 'curator');
select is(
    api.decide_duplicate(2, 'distinct'),
    '{"candidate_id": 2, "decision": "distinct", "merge": null}'::jsonb,
    'a pair is kept apart'
);
select throws_ok(
    $$ select api.decide_duplicate(1, 'merge', 1002) $$, 'PT422',
    'core.invalid_argument', 'one of the pair stays'
);
select is(
    api.decide_duplicate(1, 'merge', 1003) #> '{merge,drop_ids}', '[1001]', 'or merged'
);
select is(
    tests.refusal(format(
        'select api.decide_duplicate(%s, %L)', d.id, d.decision
    )) ->> 'key',
    d.key, d.what
)
from (
    values
    ('1', 'merge', 'concerts.unknown_candidate', 'once'),
    ('null', 'merge', 'concerts.unknown_candidate', 'not no pair'),
    ('2', 'maybe', 'core.invalid_argument', 'one of two decisions')
) as d (id, decision, key, what);
reset role;
select ok(tests.holds_lock('concerts.run_find_duplicates'), 'the job waits');
select is(
    (
        select c.decided_by from concerts.duplicate_candidates as c
        where c.id = 1
    ),
    tests.user('ada'), 'who decided is written'
);
select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select api.decide_duplicate(1, 'merge') $$, 'PT403', 'core.not_permitted',
    'a curator does'
);
reset role;

-- Given: a record of a pair is gone; a table without a key refers to artists.
insert into concerts.duplicate_candidates (
    id, entity, left_id, right_id, score, features, found_at
)
overriding system value
values
(3, 'artist', 1002, 9999, 0.8, '{}', core.now()),
(4, 'artist', 1002, 1003, 0.8, '{}', core.now());
select tests.login_as(tests.user('ada'), 'curator');
select throws_ok(
    $$ select api.decide_duplicate(3, 'merge', 1002) $$, 'PT404',
    'concerts.unknown_record', 'both are there'
);
reset role;
create table concerts.bare (artist_id bigint references concerts.artists (id));
select tests.login_as(tests.user('ada'), 'curator');
select throws_ok(
    $$ select api.decide_duplicate(4, 'merge', 1002) $$, 'PT409',
    'concerts.merge_conflict', 'and can be merged'
);

select * from finish();
rollback;
