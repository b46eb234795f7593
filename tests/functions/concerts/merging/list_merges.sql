-- Proves functions/concerts/merging/list_merges.sql.
begin;
select plan(4);

-- Given: the double tour.
select tests.double_tour();

create temporary table made as
select
    concerts._merge_records('artist', 1001, '{1003}', 0.9) as a,
    concerts._merge_records('venue', 2001, '{2002}', null) as b;
select tests.login_as(tests.user('ada'), 'curator');
select is(
    api.list_merges('artist') #> '{items,0,drop_ids}', '[1003]'::jsonb,
    'the merges of an entity'
);
select is(jsonb_array_length(api.list_merges('venue') -> 'items'), 1, 'each');
select throws_ok(
    $$ select api.list_merges('x') $$, 'PT422', 'core.invalid_argument',
    'not of anything'
);
select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select api.list_merges('artist') $$, 'PT403', 'core.not_permitted',
    'for curators'
);

select * from finish();
rollback;
