-- Proves functions/filters/registry/toggle_dimension.sql.
begin;
select plan(5);

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
select tests.login_as(tests.user('bob'));
select is(
    tests.refusal($$ select api.toggle_dimension('size', true, 'x') $$) ->> 'key',
    'core.not_permitted', 'others are refused'
);

select * from finish();
rollback;
