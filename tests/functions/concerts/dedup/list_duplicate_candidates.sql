-- Proves functions/concerts/dedup/list_duplicate_candidates.sql.
begin;
select plan(5);

insert into concerts.duplicate_candidates (
    entity, left_id, right_id, score, features, found_at
)
select
    'artist' as entity,
    1 as left_id,
    n,
    n / 10.0 as score,
    '{}' as features,
    core.now() as found_at
from generate_series(2, 4) as n;
select tests.login_as(tests.user('ada'), 'curator');
select is(
    api.list_duplicate_candidates('artist', null, 2) #> '{items,0,right_id}', '4',
    'the most similar first'
);
select is(
    api.list_duplicate_candidates(
        'artist', api.list_duplicate_candidates('artist', null, 2) ->> 'next', 2
    ) #> '{items,0,right_id}',
    '2', 'page by page'
);
select is(
    api.list_duplicate_candidates('venue') -> 'items', '[]'::jsonb, 'of one entity'
);
select throws_ok(
    $$ select api.list_duplicate_candidates('vote') $$, 'PT422',
    'core.invalid_argument', 'that can be merged'
);
select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select api.list_duplicate_candidates('artist') $$, 'PT403', 'core.not_permitted',
    'for curators'
);

select * from finish();
rollback;
