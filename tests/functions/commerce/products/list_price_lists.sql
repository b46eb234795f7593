-- Proves functions/commerce/products/list_price_lists.sql.
begin;
select plan(1);

-- Given: the small stock.
select tests.small_stock();
create function pg_temp.id_of(p_title text) returns bigint
language sql as $$ select p.id from commerce.products as p where p.title = p_title $$;
grant execute on function pg_temp.id_of(text) to authenticated;
select tests.login_as(tests.user('ada'));
select is(
    api.list_price_lists(),
    '{"items": [{"code": "standard", "currency": "PHP", "is_default": true,
      "has_tax_included": true}], "next": null}'::jsonb,
    'a user reads the price lists'
);

select * from finish();
rollback;
