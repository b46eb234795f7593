-- Proves policies/commerce/parcels.sql.j2.
begin;
select plan(7);

-- Given: an order of ada and one of bob.
select tests.small_stock();
do $$
begin
    perform tests.place('ada');
    perform tests.place('bob', '[{"sku": "SHIRT-L", "quantity": 1}]');
end;
$$;

select * from tests.is_shown_to(
    'commerce.parcels', 'visible', tests.user('ada'), '{admin}', p_visible => 2
);

-- When: cleo, who works at MAIN, comes.
select tests.login_as(tests.user('cleo'), 'warehouse');
select is(
    array(
        select l.code || ' ' || count(*)
        from commerce.parcels as p
        inner join commerce.locations as l on p.location_id = l.id
        group by l.code
    ),
    '{MAIN 2}',
    'warehouse staff sees what leaves their location, and nothing else'
);

select * from finish();
rollback;
