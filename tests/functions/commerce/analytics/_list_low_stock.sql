-- Proves functions/commerce/analytics/_list_low_stock.sql.
begin;
select plan(5);

-- Given: the small stock, with four mugs to keep of three.
select tests.small_stock();
do $$
begin
    perform tests.login_as(tests.user('dan'), 'admin');
    perform commerce.set_stock_limits('MUG', 'SHOP', 4);
    reset role;
end;
$$;

create function pg_temp.low() returns text[] language sql as $$
    select array_agg(format('%s %s<%s', v.sku, m.free, m.minimum) order by v.sku)
    from commerce.locations as l
    cross join lateral commerce._list_low_stock(l.id) as m
    inner join commerce.variants as v on m.variant_id = v.id
    where l.code = 'SHOP'
$$;

select is(pg_temp.low(), '{"MUG 3<4"}', 'the minimum is the safety stock');
insert into commerce.vendors (code, name, currency, created_at, updated_at)
values ('ACME', 'Acme', 'PHP', core.now(), core.now());
insert into commerce.reorder_rules (
    variant_id, location_id, vendor_id, method, minimum, maximum, unit_cost_minor,
    created_at, updated_at
)
select
    v.id as variant_id,
    l.id as location_id,
    n.id as vendor_id,
    'min_max' as method,
    m.minimum,
    9 as maximum,
    100 as unit_cost_minor,
    core.now() as created_at,
    core.now() as updated_at
from (
    values ('MUG', 1), ('SHIRT-S', 5)
) as m (sku, minimum)
inner join commerce.variants as v on m.sku = v.sku
cross join commerce.locations as l
cross join commerce.vendors as n
where l.code = 'SHOP' and n.code = 'ACME';
select is(
    pg_temp.low(), '{"MUG 3<4","SHIRT-S 4<5"}',
    'or that of a reorder rule if it is more'
);
do $$
begin
    perform commerce._share_over_buckets(v.id, l.id, 4)
    from commerce.variants as v
    cross join commerce.locations as l
    where v.sku = 'SHIRT-S' and l.code = 'SHOP';
end;
$$;
select is(
    pg_temp.low(), '{"MUG 3<4","SHIRT-S 4<5"}', 'the buckets of a level are summed'
);
update commerce.reservations set expires_at = '2000-01-01Z'
where status = 'open';
select is(
    pg_temp.low(), '{"MUG 3<4"}', 'what an expired reservation holds is free'
);
update commerce.reservations set expires_at = '2999-01-01Z'
where status = 'open';
update commerce.reorder_rules set is_enabled = false
where true;
select is(pg_temp.low(), '{"MUG 3<4"}', 'a rule counts while it is enabled');

select * from finish();
rollback;
