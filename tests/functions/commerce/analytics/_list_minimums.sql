-- Proves functions/commerce/analytics/_list_minimums.sql.
begin;
select plan(3);

-- Given: the small stock, with two mugs to keep.
select tests.small_stock();
do $$
begin
    perform tests.login_as(tests.user('dan'), 'admin');
    perform commerce.set_stock_limits('MUG', 'SHOP', 2);
    reset role;
end;
$$;

create function pg_temp.minimums() returns text[] language sql as $$
    select array_agg(v.sku || ' ' || m.minimum order by v.sku)
    from commerce.locations as l
    cross join lateral commerce._list_minimums(l.id) as m
    inner join commerce.variants as v on m.variant_id = v.id
    where l.code = 'SHOP' and v.sku in ('MUG', 'SHIRT-S')
$$;

select is(
    pg_temp.minimums(), '{MUG 2,SHIRT-S 0}', 'the minimum is the safety stock'
);
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
    values ('MUG', 1), ('SHIRT-S', 3)
) as m (sku, minimum)
inner join commerce.variants as v on m.sku = v.sku
cross join commerce.locations as l
cross join commerce.vendors as n
where l.code = 'SHOP' and n.code = 'ACME';
select is(
    pg_temp.minimums(), '{MUG 2,SHIRT-S 3}', 'or that of a reorder rule if it is more'
);
update commerce.reorder_rules set is_enabled = false
where true;
select is(pg_temp.minimums(), '{MUG 2,SHIRT-S 0}', 'which is enabled');

select * from finish();
rollback;
