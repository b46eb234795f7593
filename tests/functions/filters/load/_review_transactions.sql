-- Proves functions/filters/load/_review_transactions.sql.
begin;
select plan(2);

-- Given: the small shop; s3 has no city.
select tests.small_shop();
select is_empty(
    $$ select * from filters._review_transactions('pg_temp.small_shop') $$,
    'known cities, and missing ones, are not reported'
);

update pg_temp.small_shop set city_code = E'DE-M\u00a0'
where store = 's1';
update pg_temp.small_shop set city_code = 'DE-M'
where store = 's3';
select results_eq(
    $$ select * from filters._review_transactions('pg_temp.small_shop') $$,
    $$ values ('no place has the city_code DE-M', 5::bigint) $$,
    'an unknown city_code is reported with its lines'
);

select * from finish();
rollback;
