-- Proves functions/filters/load/_review_transactions.sql.
begin;
select plan(2);

-- Given: the small shop; s3 has no city.
select tests.small_shop();
select is_empty(
    $$ select * from filters._review_transactions('pg_temp.small_shop') $$,
    'cities that are known, and none, are nothing to tell'
);

update pg_temp.small_shop set city_code = E'DE-M\u00a0'
where store = 's1';
update pg_temp.small_shop set city_code = 'DE-M'
where store = 's3';
select results_eq(
    $$ select * from filters._review_transactions('pg_temp.small_shop') $$,
    $$ values ('no place has the city_code DE-M', 5::bigint) $$,
    'a city_code that no place has is told, with its lines'
);

select * from finish();
rollback;
