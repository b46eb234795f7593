-- tests.staged_history: staging tables of a history, pg_temp.staged_products and
-- pg_temp.staged_lines: five products, of which one has no category and one no price,
-- in two stores.
--
-- The last sale is of 2018-01-01; 13 weeks before it is 2017-10-02.

create or replace function tests.staged_history()
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    create temporary table staged_products (
        product text, product_type text, package_size text, brand text, brand_mark text,
        department text, category text
    );
    insert into pg_temp.staged_products
    values
    ('11', 'APPLE SAUCE', '50 OZ', 'Maker  1', 'Private', 'GROCERY', 'FRUIT'),
    ('12', 'ROSES', null, 'Maker 2', 'National', 'FLORAL', null),
    ('13', null, null, 'Maker 2', 'National', null, null),
    ('14', 'COUPON', null, 'Maker 2', 'National', 'GROCERY', 'COUPON'),
    ('99', 'UNSOLD', null, 'Maker 2', 'National', 'GROCERY', 'FRUIT'),
    (null, null, null, null, null, 'FUEL', null);
    create temporary table staged_lines (
        store text, product text, price text, quantity text, sold_at text, city_code text
    );
    insert into pg_temp.staged_lines
    values
    ('7', '11', '2.50', '1', '2017-06-01 10:00:00+08', null),
    ('7', '11', '5.00', '2', '2017-12-30 10:00:00+08', null),
    ('7', '11', '7.50', '3', '2017-12-30 11:00:00+08', null),
    ('7', '11', '2.50', '1', '2018-01-01 09:00:00+08', null),
    ('8', '11', '20.04', '8', '2017-11-01 10:00:00+08', null),
    ('8', '12', '9.99', '1', '2017-03-01 10:00:00+08', null),
    ('8', '13', '1.00', '1', '2017-12-31 10:00:00+08', null),
    ('8', '14', '0.00', '1', '2017-12-31 10:00:00+08', null),
    ('8', '14', '30.00', '14000', '2017-12-31 10:00:00+08', null);
    perform master.load_catalog('pg_temp.staged_products');
end;
$$;
