-- Proves functions/filters/registry/list_dimensions.sql.
begin;
select plan(6);

-- Given: the small shop.
select tests.small_shop();

select tests.login_as(tests.user('ada'));
select is(
    (
        select jsonb_agg(d -> 'name')
        from jsonb_array_elements(api.list_dimensions()) as d
    ),
    '["region", "province", "city", "category", "brand", "store_class"]',
    'dimensions in the order in which a page shows them'
);
select is(
    api.list_dimensions() -> 1,
    '{"name": "province", "label": "Province", "labels": {"PH": "Province"},
      "parent": "region", "position": 2,
      "enabled": true, "version": 1, "total": 2, "source": "filters.transactions",
      "column": "store_id", "path": null, "state": "live", "roles": null,
      "counted_by": "cells"}',
    'each with its parent, its number of values and what it reads'
);

reset role;
insert into master.brands (brand_key, name)
values ('zest', 'Zest');
select tests.sell('b1', 'zest', null, 1);
update filters.dimensions set roles = '{analyst}'
where name = 'province';
select tests.login_as(tests.user('ada'));
select is(
    (api.list_dimensions() -> 3)
    - '{label, labels, position, source, column, path, state, roles}'::text[]
    - 'counted_by',
    '{"name": "brand", "parent": "category", "enabled": true, "version": 2,
      "total": 3}',
    'a change counts before it is folded'
);
select is(
    jsonb_path_exists(api.list_dimensions(), '$[*] ? (@.name == "province")'), false,
    'what is kept for a role is not there for others'
);
select is(
    jsonb_path_query_array(
        api.list_dimensions(), '$[*] ? (@.name == "city" || @.name == "brand").parent'
    ),
    '[null, "category"]',
    'nor named as a parent'
);

set local role anon;
select throws_ok(
    $$ select api.list_dimensions() $$,
    '42501', null,
    'an anonymous caller is refused'
);

select * from finish();
rollback;
