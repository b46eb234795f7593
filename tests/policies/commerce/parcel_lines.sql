-- Proves policies/commerce/parcel_lines.sql.j2.
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
    'commerce.parcel_lines', 'visible', tests.user('ada'), '{admin}', p_visible => 2
);

-- When: cleo, who works at MAIN, comes.
select tests.login_as(tests.user('cleo'), 'warehouse');
select is(
    array(
        select v.sku || ' ' || sum(p.quantity)
        from commerce.parcel_lines as p
        inner join commerce.variants as v on p.variant_id = v.id
        group by v.sku
        order by v.sku
    ),
    '{SHIRT-L 1, SHIRT-S 9}',
    'warehouse staff sees what leaves their location, and nothing else'
);

select * from finish();
rollback;
