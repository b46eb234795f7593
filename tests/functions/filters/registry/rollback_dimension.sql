-- Proves functions/filters/registry/rollback_dimension.sql.
begin;
select plan(8);

-- Given: the counted shop.
select tests.counted_shop();

do $$ begin
    perform filters.register_dimension('{"name": "size", "label": "Extent"}');
end $$;
select tests.login_as(tests.user('ada'), 'admin');
select is(
    api.rollback_dimension('size', 1),
    '{"dimension": "size", "version": 3, "state": "live", "operation_id": null,
      "proved": true}',
    'a label comes back, the values are proved'
);
reset role;
do $$ begin
    perform filters.register_dimension('{"name": "size", "column": "colour"}');
end $$;
select is(
    filters.rollback_dimension('size', 1) - 'operation_id',
    '{"dimension": "size", "version": 5, "state": "filling", "proved": null}',
    'another column is counted first'
);
select is(
    tests.refusal($$ select filters.rollback_dimension('size', 99) $$) ->> 'key',
    'filters.unknown_version', 'an unknown version is refused'
);

-- Given: no operation may start; then neither a column nor its table may be read.
update core.settings set value = '0'
where name = 'core.operations_per_minute';
do $$ begin perform filters._stop_counting('size', false); end $$;
select tests.login_as(tests.user('ada'), 'admin');
select is(
    tests.refusal($$ select api.rollback_dimension('size', 1) $$) ->> 'key',
    'core.too_many_operations', 'a count is an operation'
);
select is(
    tests.refusal($$ select api.rollback_dimension('nosuch', 1) $$) ->> 'key',
    'filters.unknown_dimension', 'an unknown dimension is refused'
);
reset role;
alter table t_shop.lines rename column size to extent;
select is(
    tests.refusal($$ select filters.rollback_dimension('size', 1) $$) ->> 'key',
    'filters.invalid_dimension', 'a column that was renamed is refused'
);
update filters.allowed_sources set uses = '{}'
where source_table = 't_shop.lines'::regclass;
select is(
    tests.refusal($$ select filters.rollback_dimension('size', 1) $$) ->> 'key',
    'filters.invalid_source', 'and so is a table that the owner took from the list'
);
select tests.login_as(tests.user('bob'));
select is(
    tests.refusal($$ select api.rollback_dimension('size', 1) $$) ->> 'key',
    'core.not_permitted', 'others are refused'
);

select * from finish();
rollback;
