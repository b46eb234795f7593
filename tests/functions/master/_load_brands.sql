-- Proves functions/master/_load_brands.sql.
-- Needs: filters.
begin;
select plan(5);

-- Given: the small shop.
select tests.small_shop();

select tests.stage(
    '{brand,name,is_private,category}',
    '[{"brand": "CRISP", "name": "Zest", "is_private": "true"},
      {"brand": "Fizz", "category": "food/snacks"},
      {"brand": "New Brand", "category": "food/drinks"}]'
);
select is(master._load_brands('pg_temp.staged'), 3::bigint, 'every row counts');
select results_eq(
    $$ select b.brand_key, b.name, b.is_tbwa, c.category_key
       from master.brands as b
       left join master.categories as c on b.category_id = c.id
       order by b.brand_key collate "C" $$,
    $$ values
        ('crisp', 'Zest', true, 'food/snacks'), ('fizz', 'Fizz', true, 'food/snacks'),
        ('new brand', 'New Brand', false, 'food/drinks') $$,
    'a known brand takes what is not empty, a new one is added'
);
select is(
    filters.filter_values('brand') #>> '{items, 1, label}', 'Zest',
    'lists have the new name at once'
);
select tests.stage(
    '{brand,name,is_private,category}', '[{"brand": "x"}, {"brand": ""}]'
);
select is(
    tests.refusal($$ select master._load_brands('pg_temp.staged') $$) - 'hint',
    '{"code": "PT422", "key": "master.invalid_brand",
      "detail": "Line 2: brand is missing."}',
    'a bad row refuses its batch, with line and reason'
);

select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select master._load_brands('pg_catalog.pg_class') $$, '42501', null,
    'callers load none'
);

select * from finish();
rollback;
