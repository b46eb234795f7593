-- Proves functions/commerce/products/unpublish_product.sql.
begin;
select plan(7);

-- Given: the small stock.
select tests.small_stock();
create function pg_temp.id_of(p_title text) returns bigint
language sql as $$ select p.id from commerce.products as p where p.title = p_title $$;
grant execute on function pg_temp.id_of(text) to authenticated;
select tests.login_as(tests.user('cleo'), 'buyer');
select results_eq(
    $$ select r ->> 'status', r ->> 'published_at' is not null
       from api.unpublish_product(pg_temp.id_of('Shirt')) as r $$,
    $$ values ('archived', true) $$, 'a published product is archived'
);
select is(
    api.unpublish_product(pg_temp.id_of('Shirt')) ->> 'version', '2',
    'an archived one stays as it is'
);
select is(
    api.publish_product(pg_temp.id_of('Shirt')) ->> 'status', 'published',
    'and can be published again'
);
select throws_ok(
    $$ select api.unpublish_product(pg_temp.id_of('Mug')) $$,
    'PT409', 'commerce.transition_refused', 'a draft is not archived'
);
select throws_ok(
    $$ select api.unpublish_product(pg_temp.id_of('Shirt'), 1) $$,
    'PT409', 'commerce.version_conflict', 'at another version it is refused'
);
select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select api.unpublish_product(1) $$, 'PT403', 'core.not_permitted',
    'a customer archives nothing'
);
select tests.login_as(tests.user('cleo'), 'buyer');
select throws_ok(
    $$ select api.unpublish_product(0) $$, 'PT404', 'commerce.unknown_product',
    'an unknown product is refused'
);

select * from finish();
rollback;
