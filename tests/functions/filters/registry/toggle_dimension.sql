-- Proves functions/filters/registry/toggle_dimension.sql.
begin;
select plan(9);

-- Given: the counted shop.
select tests.counted_shop();

select tests.login_as(tests.user('ada'), 'admin');
select is(
    api.toggle_dimension('size', false, 'Not wanted.'),
    '{"dimension": "size", "version": 2, "state": "off", "operation_id": null}',
    'off at once'
);
select is(
    api.toggle_dimension('size', true, 'Wanted.') ->> 'state', 'filling',
    'on when counted'
);
select is(
    api.toggle_dimension('brand', false, 'Not wanted.') ->> 'state', 'off',
    'also of the cube'
);
select is(
    tests.refusal($$ select api.toggle_dimension('size', true, ' ') $$) ->> 'key',
    'core.invalid_argument', 'a reason is needed'
);
select is(
    tests.refusal($$ select api.toggle_dimension('nosuch', true, 'x') $$) ->> 'key',
    'filters.unknown_dimension', 'an unknown dimension is refused'
);
reset role;

-- Given: it is off and no operation may start; then neither its column nor its table
-- may be read.
do $$ begin perform filters.toggle_dimension('size', false, 'Not wanted.'); end $$;
update core.settings set value = '0'
where name = 'core.operations_per_minute';
select tests.login_as(tests.user('ada'), 'admin');
select is(
    tests.refusal($$ select api.toggle_dimension('size', true, 'x') $$) ->> 'key',
    'core.too_many_operations', 'a count is an operation'
);
reset role;
alter table t_shop.lines rename column size to extent;
select is(
    tests.refusal($$ select filters.toggle_dimension('size', true, 'x') $$) ->> 'key',
    'filters.invalid_dimension', 'a column that was renamed is refused'
);
update filters.allowed_sources set uses = '{}'
where source_table = 't_shop.lines'::regclass;
select is(
    tests.refusal($$ select filters.toggle_dimension('size', true, 'x') $$) ->> 'key',
    'filters.invalid_source', 'and so is a table that the owner took from the list'
);
select tests.login_as(tests.user('bob'));
select is(
    tests.refusal($$ select api.toggle_dimension('size', true, 'x') $$) ->> 'key',
    'core.not_permitted', 'others are refused'
);

select * from finish();
rollback;
