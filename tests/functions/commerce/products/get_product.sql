-- Proves functions/commerce/products/get_product.sql.
begin;
select plan(5);

-- Given: the small stock.
select tests.small_stock();
create function pg_temp.id_of(p_title text) returns bigint
language sql as $$ select p.id from commerce.products as p where p.title = p_title $$;
grant execute on function pg_temp.id_of(text) to authenticated;
select tests.login_as(tests.user('ada'));

select is(
    api.get_product((select p.id from commerce.products as p)) ->> 'title', 'Shirt',
    'a customer reads the published product, and sees no other'
);
select throws_ok(
    format('select api.get_product(%L)', c.id), 'PT404', 'commerce.unknown_product',
    'an unknown id is refused'
)
from (values (null), (-1)) as c (id);
reset role;
update commerce.products set deleted_at = core.now()
where title = 'Mug';
select tests.login_as(tests.user('bob'), 'warehouse');
select is(
    api.get_product(pg_temp.id_of('Mug')) ->> 'title', 'Mug',
    'staff reads a deleted draft'
);
set local role anon;
select throws_ok(
    $$ select api.get_product(1) $$, '42501', null,
    'a caller without a token may not ask'
);

select * from finish();
rollback;
