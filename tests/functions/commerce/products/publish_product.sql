-- Proves functions/commerce/products/publish_product.sql.
begin;
select plan(7);

-- Given: the small stock.
select tests.small_stock();
create function pg_temp.id_of(p_title text) returns bigint
language sql as $$ select p.id from commerce.products as p where p.title = p_title $$;
grant execute on function pg_temp.id_of(text) to authenticated;
select tests.login_as(tests.user('cleo'), 'buyer');
select results_eq(
    $$ select r ->> 'status', r ->> 'version', r ->> 'published_at' is not null
       from api.publish_product(pg_temp.id_of('Mug'), 1) as r $$,
    $$ values ('published', '2', true) $$, 'a draft is published'
);
select is(
    api.publish_product(pg_temp.id_of('Mug')) ->> 'version', '2',
    'a published one stays as it is'
);
reset role;
select is(
    (select array_agg(e.type order by e.id) from core.events as e
where e.type ~ '^commerce'), array['commerce.product.published'],
    'one event says so'
);
update commerce.products set category_id = null
where title = 'Gift set';
delete from commerce.prices
where true;
select tests.login_as(tests.user('cleo'), 'buyer');
select is(
    tests.refusal($$ select api.publish_product(pg_temp.id_of('Gift set')) $$) - 'hint',
    '{"code": "PT422", "key": "commerce.product_not_publishable", '
    '"detail": "category: A published product has a category. '
    'variants: No price on the default list: SET."}'::jsonb,
    'all faults are in the detail'
);
select throws_ok(
    $$ select api.publish_product(pg_temp.id_of('Gift set'), 9) $$,
    'PT409', 'commerce.version_conflict', 'at another version it is refused'
);
select throws_ok(
    $$ select api.publish_product(null) $$, 'PT404', 'commerce.unknown_product',
    'so is an unknown id'
);
select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select api.publish_product(1) $$, 'PT403', 'core.not_permitted',
    'a customer publishes nothing'
);

select * from finish();
rollback;
