-- Proves functions/filters/registry/register_dimension.sql.
begin;
select plan(8);

-- Given: the counted shop.
select tests.counted_shop();

select tests.login_as(tests.user('ada'), 'admin');
select is(
    api.register_dimension('{"name": "city_of", "source": "t_shop.lines",
        "column": "facts", "path": ["from", "city"]}') - 'operation_id',
    '{"dimension": "city_of", "version": 1, "state": "filling", "is_indexed": false}',
    'an admin registers a path; no index serves it'
);
select is(
    api.register_dimension('{"name": "brand", "label": "Marke", "reason": "German."}'),
    '{"dimension": "brand", "version": 2, "state": "live", "operation_id": null,
      "is_indexed": true}',
    'and renames one of the cube'
);
select is(
    tests.refusal(
        $$ select api.register_dimension('{"name": "x", "sql": "1"}') $$
    ) ->> 'key',
    'filters.invalid_dimension', 'no free SQL gets in'
);
reset role;
select is(
    (select e.reason from core.audit_entries as e
     where
         e.table_name = 'filters.dimensions' and e.row_id = 'brand'
         and e.operation = 'update'),
    'German.', 'it is audited, with the reason'
);
update core.settings set value = '0'
where name = 'core.operations_per_minute';
select tests.login_as(tests.user('ada'), 'admin');
select is(
    tests.refusal(format('select api.register_dimension(%L)', c.config)) ->> 'key',
    c.key, c.key || ' is raised'
)
from (
    values
    (
        '{"name": "x", "source": "core.settings", "column": "name"}',
        'filters.invalid_source'
    ),
    ('{"name": "brand", "reason": ""}', 'core.invalid_argument'),
    (
        '{"name": "x", "source": "t_shop.lines", "column": "size"}',
        'core.too_many_operations'
    )
) as c (config, key);
select tests.login_as(tests.user('bob'), 'buyer');
select is(
    tests.refusal($$ select api.register_dimension('{"name": "x"}') $$) ->> 'key',
    'core.not_permitted', 'others are refused'
);

select * from finish();
rollback;
