-- Proves functions/commerce/orders/list_tax_rates.sql.
begin;
select plan(3);

-- Given: the rate that a release seeds, and another one.
insert into commerce.tax_rates (tax_class, country, rate_percent)
values ('standard', 'FR', 20);

select tests.login_as(tests.user('ada'));
select is(
    jsonb_path_query_array(api.list_tax_rates(), '$.items[*].rate_percent'), '[12, 20]',
    'a customer reads the rates'
);
select is(
    api.list_tax_rates(api.list_tax_rates(page_size => 1) ->> 'next', 1)
    #>> '{items,0,country}',
    'FR', 'page by page'
);
select throws_ok(
    $$ select api.list_tax_rates('x') $$, 'PT422', 'core.invalid_cursor',
    'a cursor is one'
);

select * from finish();
rollback;
