-- Proves functions/commerce/products/restore_product.sql.
begin;
select plan(4);

-- Given: the small stock.
select tests.small_stock();
create function pg_temp.id_of(p_title text) returns bigint
language sql as $$ select p.id from commerce.products as p where p.title = p_title $$;
grant execute on function pg_temp.id_of(text) to authenticated;
update commerce.products set deleted_at = core.now()
where title = 'Mug';
select tests.login_as(tests.user('cleo'), 'buyer');
select results_eq(
    $$ select r ->> 'status', r ->> 'deleted_at', r ->> 'version'
       from api.restore_product(pg_temp.id_of('Mug')) as r $$,
    $$ values ('draft', null, '3') $$, 'a deleted draft is a draft again'
);
select is(
    api.restore_product(pg_temp.id_of('Mug')) ->> 'version', '3',
    'another product stays as it is'
);
select throws_ok(
    $$ select api.restore_product(-1) $$, 'PT404', 'commerce.unknown_product',
    'an unknown id is refused'
);
select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select api.restore_product(1) $$, 'PT403', 'core.not_permitted',
    'a customer restores nothing'
);

select * from finish();
rollback;
