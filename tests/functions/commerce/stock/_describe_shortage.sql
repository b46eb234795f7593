-- Proves functions/commerce/stock/_describe_shortage.sql.
begin;
select plan(2);

-- Given: the small stock.
select tests.small_stock();

create function pg_temp.id_of(p_key text) returns bigint language sql as $$
    select v.id from commerce.variants as v where v.sku = p_key
    union all
    select l.id from commerce.locations as l where l.code = p_key
$$;

create function pg_temp.line(p_sku text, p_code text, p_quantity integer)
    returns commerce.stock_line language sql as $$
    select row(pg_temp.id_of(p_sku), pg_temp.id_of(p_code), p_quantity)::commerce.stock_line
$$;
create function pg_temp.shown(p_taken commerce.allocation[]) returns text
    language sql as $$
    select string_agg(format('%s %s %s', t.quantity, v.sku, l.code), ', '
        order by v.sku, l.code, t.bucket)
    from unnest(p_taken) as t
    inner join commerce.variants as v on t.variant_id = v.id
    inner join commerce.locations as l on t.location_id = l.id
$$;

select is(
    commerce._describe_shortage(
        array[pg_temp.line('MUG', 'SHOP', 2), pg_temp.line('MUG', null, 3)],
        array[
            row(pg_temp.id_of('MUG'), pg_temp.id_of('SHOP'), 0, 3)::commerce.allocation
        ]
    ),
    'MUG: 5 wanted, 3 available.', 'a SKU that is short is named with its numbers'
);
select is(
    commerce._describe_shortage(
        array[pg_temp.line('MUG', 'SHOP', 2)],
        array[
            row(pg_temp.id_of('MUG'), pg_temp.id_of('SHOP'), 0, 2)::commerce.allocation
        ]
    ),
    null, 'nothing is said if nothing is missing'
);

select * from finish();
rollback;
