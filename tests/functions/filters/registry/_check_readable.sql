-- Proves functions/filters/registry/_check_readable.sql.
begin;
select plan(2);

-- Given: the counted shop.
select tests.counted_shop();

select lives_ok(
    $$ select filters._check_readable('size', '{}') $$, 'an operator reads all'
);
update filters.dimensions set state = 'off'
where name = 'colour';
select is(
    tests.refusal(
        $$ select filters._check_readable('size', '{"colour": ["red"]}') $$
    ) ->> 'key',
    'filters.unknown_dimension', 'what is off narrows nothing'
);

select * from finish();
rollback;
