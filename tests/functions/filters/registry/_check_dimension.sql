-- Proves functions/filters/registry/_check_dimension.sql.
begin;
select plan(3);

-- Given: the operator switched city off.
update filters.dimensions
set state = 'off'
where name = 'city';

select lives_ok(
    $$ select filters._check_dimension('region') $$,
    'a known dimension passes'
);
select is(
    tests.refusal($$ select filters._check_dimension('city') $$) - 'hint',
    jsonb_build_object(
        'code', 'PT422', 'key', 'filters.unknown_dimension',
        'detail', '''city'' is not a dimension. Known: '
        'region, province, category, brand, store_class.'
    ),
    'one that is switched off does not exist, and those that do are listed'
);
select is(
    tests.refusal($$ select filters._check_dimension(null) $$) ->> 'key',
    'filters.unknown_dimension',
    'null is not a dimension'
);

select * from finish();
rollback;
