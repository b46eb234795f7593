-- Proves functions/filters/registry/discover_dimensions.sql.
begin;
select plan(3);

-- Given: the counted shop.
select tests.counted_shop();

select tests.login_as(tests.user('ada'), 'admin');
select is(
    (
        select d ->> 'registered_as'
        from jsonb_array_elements(api.discover_dimensions('t_shop.lines')) as d
        where d ->> 'column' = 'size'
    ),
    'size', 'columns, and which are registered'
);
select is(
    tests.refusal(
        $$ select api.discover_dimensions('t_shop.lines; drop table x') $$
    ) ->> 'key',
    'filters.invalid_source', 'only a table is looked at'
);
select tests.login_as(tests.user('bob'));
select is(
    tests.refusal($$ select api.discover_dimensions('t_shop.lines') $$) ->> 'key',
    'core.not_permitted', 'others are refused'
);

select * from finish();
rollback;
