-- Proves functions/commerce/sync/_set_default_price.sql.
begin;
select plan(3);

-- Given: the small stock; the set has no price but one of next year.
select tests.small_stock();
create function pg_temp.set_price(p_amount bigint) returns bigint[]
language plpgsql as $$
begin
    perform commerce._set_default_price(
        (select v.id from commerce.variants as v where v.sku = 'SET'), p_amount
    );
    return array(
        select p.amount_minor
        from commerce.prices as p
        inner join commerce.variants as v on p.variant_id = v.id
        where v.sku = 'SET'
        order by p.valid
    );
end;
$$;
update commerce.prices
set valid = tstzrange(now() + interval '1 year', null), amount_minor = 9
where variant_id = (select v.id from commerce.variants as v
where v.sku = 'SET');

select is(pg_temp.set_price(5), array[5, 9]::bigint[], 'a price until the next one');
select is(pg_temp.set_price(6), array[6, 9]::bigint[], 'the current one is changed');
select is(pg_temp.set_price(null), array[9]::bigint[], 'or ended');

select * from finish();
rollback;
