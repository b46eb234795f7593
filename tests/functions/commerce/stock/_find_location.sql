-- Proves functions/commerce/stock/_find_location.sql.
begin;
select plan(3);

-- Given: the small stock.
select tests.small_stock();

select is(
    commerce._find_location('main'),
    (select l.id from commerce.locations as l
where l.code = 'MAIN'),
    'a location is found in any case'
);
select throws_ok(
    $$ select commerce._find_location(null) $$, 'PT404', 'commerce.unknown_location',
    'a null is refused'
);
update commerce.locations set is_active = false
where code = 'MAIN';
select throws_ok(
    $$ select commerce._find_location('MAIN') $$, 'PT404', 'commerce.unknown_location',
    'an inactive location is refused'
);

select * from finish();
rollback;
