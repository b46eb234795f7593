-- tests.small_shop: three stores, four baskets, seven lines.
--
--   s1  Makati (NCR), class A   b1: cola 1.50, chips 2.00, a bag of nothing 0.00
--                               b2: cola 1.50
--   s2  Argao (Cebu), class B   b3: cola 1.75, chips taken back -2.00
--   s3  no city, no class       b4: cola 9.99
--
-- Cola is Food/Drinks by Fizz (private), chips Food/Snacks by Crisp, a bag neither.

create or replace function tests.small_shop()
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform master.load_psgc(
        '{
            "regions": [
                {"psgc_code": "1300000000", "name": "National Capital Region (NCR)"},
                {"psgc_code": "0700000000", "name": "Region VII (Central Visayas)"}
            ],
            "provinces": [
                {"psgc_code": "1300000000", "name": "National Capital Region (NCR)",
                 "region_code": "1300000000", "class": "PseudoProvince", "is_pseudo": true},
                {"psgc_code": "0702200000", "name": "Cebu", "region_code": "0700000000"}
            ],
            "cities": [
                {"psgc_code": "1380300000", "name": "City of Makati", "class": "City",
                 "province_code": "1300000000"},
                {"psgc_code": "0702205000", "name": "Argao", "province_code": "0702200000"}
            ]
        }'
    );
    create temporary table small_shop (
        basket text, store text, product text, brand text, brand_mark text,
        department text, category text, city_code text, store_class text,
        price text, quantity text, sold_at text
    );
    insert into pg_temp.small_shop
    values
    ('b1', 's1', 'cola', 'Fizz', 'Private', 'Food', 'Drinks',
     '1380300000', 'A', '1.50', '1', '2024-05-01 08:00+08'),
    ('b1', 's1', 'chips', 'Crisp', 'National', 'Food', 'Snacks',
     '1380300000', 'A', '2.00', '1', '2024-05-01 08:00+08'),
    ('b1', 's1', 'bag', null, null, null, null,
     '1380300000', 'A', '0.00', '1', '2024-05-01 08:00+08'),
    ('b2', 's1', 'cola', 'Fizz', 'Private', 'Food', 'Drinks',
     '1380300000', 'A', '1.50', '1', '2024-05-01 09:00+08'),
    ('b3', 's2', 'cola', 'Fizz', 'Private', 'Food', 'Drinks',
     '0702205000', 'B', '1.75', '1', '2024-05-02 08:00+08'),
    ('b3', 's2', 'chips', 'Crisp', 'National', 'Food', 'Snacks',
     '0702205000', 'B', '-2.00', '-1', '2024-05-02 08:00+08'),
    ('b4', 's3', 'cola', 'Fizz', 'Private', 'Food', 'Drinks',
     null, null, '9.99', '4', '2024-05-03 08:00+08');
    perform filters._load_transactions('pg_temp.small_shop');
    -- Subscribers know it.
    delete from filters.value_changes where dimension is not null;
end;
$$;
