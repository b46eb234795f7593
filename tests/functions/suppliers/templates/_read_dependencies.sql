-- Proves functions/suppliers/templates/_read_dependencies.sql.
begin;
select plan(4);

create function pg_temp.fault(p_dependencies jsonb) returns text language sql as $$
    select r ->> 'key' || ': ' || (r ->> 'detail')
    from tests.refusal(
        format(
            'select suppliers._read_dependencies(%L::jsonb, %L::jsonb)',
            '[{"code": "a"}, {"code": "b"}]', p_dependencies
        )
    ) as r
$$;

select is(
    pg_temp.fault('[{"template": "b", "after": "a", "lag_days": 1000}]'), null,
    'a template comes after another'
);
select is(pg_temp.fault(null), null, 'there may be none');
select is(
    array[
        pg_temp.fault('[{"template": "b"}]'),
        pg_temp.fault('[{"template": "c", "after": "a"}]'),
        pg_temp.fault('[{"template": "b", "after": "a", "lag_days": -1}]'),
        pg_temp.fault('[{"template": "b", "after": "a"},
            {"template": "b", "after": "a", "lag_days": 1}]'),
        pg_temp.fault('[7]')
    ],
    array[
        'suppliers.invalid_templates: Dependency 1: '''' is not a template.',
        'suppliers.invalid_templates: Dependency 1: ''c'' is not a template.',
        'suppliers.invalid_templates: Dependency 1: lag_days is not from 0 to 1000.',
        'suppliers.invalid_templates: Dependency 1: b after a comes twice.',
        'suppliers.invalid_templates: Dependency 1: it is not an object.'
    ],
    'a bad one is refused'
);
select is(
    pg_temp.fault('[{"template": "a", "after": "a"}]'),
    'suppliers.dependency_cycle: a comes after itself.', 'a template has no loop'
);

select * from finish();
rollback;
