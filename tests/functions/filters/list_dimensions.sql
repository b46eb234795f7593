-- Proves functions/filters/list_dimensions.sql.
begin;
select plan(3);

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
    '{"name": "province", "label": "Province", "parent": "region", "position": 2,
      "enabled": true, "version": 1, "total": 2, "source": "filters.transactions",
      "column": "store_id", "path": null, "state": "live", "roles": null,
      "counted_by": "cells"}',
    'each with its parent, its number of values and what it reads'
);

set local role anon;
select throws_ok(
    $$ select api.list_dimensions() $$,
    '42501', null,
    'an anonymous caller is refused'
);

select * from finish();
rollback;
