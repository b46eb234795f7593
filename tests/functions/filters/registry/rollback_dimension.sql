-- Proves functions/filters/registry/rollback_dimension.sql.
begin;
select plan(4);

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
select tests.login_as(tests.user('bob'));
select is(
    tests.refusal($$ select api.rollback_dimension('size', 1) $$) ->> 'key',
    'core.not_permitted', 'others are refused'
);

select * from finish();
rollback;
