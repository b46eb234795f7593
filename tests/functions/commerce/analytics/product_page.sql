-- Proves functions/commerce/analytics/product_page.sql.
begin;
select plan(15);

-- Given: the small stock; events of stock have been emitted.
select tests.small_stock();
create function pg_temp.page() returns jsonb language sql security definer as $$
    select api.product_page(v.product_id) from commerce.variants as v
    where v.sku = 'SHIRT-S'
$$;
grant execute on function pg_temp.page() to authenticated;
create function pg_temp.misses() returns bigint language sql as $$
    select sum(c.misses)::bigint from core.cache_counters as c
    where c.cache = 'commerce.product_page'
$$;
create function pg_temp.emit() returns void language plpgsql as $$
begin
    for i in 1 .. 2 loop
        update commerce.ledger_readers set noted_xid = 9223372036854775807
        where name = 'events';
        perform commerce.run_stock_events();
    end loop;
end;
$$;
-- What a transaction has changed itself stays invalid in it, unless the change is gone.
create function pg_temp.after(p_change text) returns jsonb language plpgsql as $$
begin
    delete from core.cache_changes where true;
    perform pg_temp.page();
    execute p_change;
    return pg_temp.page();
end;
$$;
do $$ begin perform pg_temp.emit(); end; $$;
delete from core.cache_changes
where true;

select tests.login_as(tests.user('ada'));
select is(pg_temp.page() ->> 'title', 'Shirt', 'a customer reads a page');
select is(pg_temp.page(), pg_temp.page(), 'and again');
reset role;
select is(pg_temp.misses(), 1::bigint, 'from the cache');

select is(
    pg_temp.after($$ select tests.sell('SHIRT-S', 'MAIN', 2, core.now()) $$)
    #> '{variants,1,available}',
    '13', 'a writer of stock does not end it'
);
select is(
    pg_temp.after($$ select pg_temp.emit() $$) #> '{variants,1,available}',
    '11', 'the events of stock do'
);
do $$
begin
    perform pg_temp.after($q$
        select tests.sell('MUG', 'SHOP', 1, core.now()), pg_temp.emit()
    $q$);
end;
$$;
select is(pg_temp.misses(), 2::bigint, 'those of another product do not');
select is(
    pg_temp.after(
        $$ update commerce.products set title = 'Blouse' where title = 'Shirt' $$
    ) ->> 'title',
    'Blouse', 'a change of the product does'
);
select is(
    pg_temp.after(
        $$ update commerce.variants set unit = 'gram' where sku = 'SHIRT-S' $$
    ) #>> '{variants,1,unit}',
    'gram', 'of a variant'
);
select is(
    pg_temp.after($$ update commerce.prices set amount_minor = 7 where true $$)
    #> '{variants,1,price_minor}',
    '7', 'of a price'
);
select is(
    pg_temp.after(
        $$ update commerce.locations set is_active = false where code = 'SHOP' $$
    ) #> '{variants,1,available}',
    '7', 'of a location'
);
select is(
    pg_temp.after(
        $$ update commerce.price_lists set currency = 'USD' where is_default $$
    ) #>> '{variants,1,currency}',
    'USD', 'of a price list'
);
select is(
    pg_temp.after($$ select commerce.set_stock_limits('SHIRT-S', 'MAIN', 1) $$)
    #> '{variants,1,available}',
    '6', 'and of the safety stock'
);
select isnt_empty(
    $$ select from jsonb_array_elements(core.health_cache() -> 'checks') as c
       where c ->> 'name' = 'commerce.product_page.hits' $$,
    'health_cache has its hit rate'
);

select throws_ok(
    $$ select api.product_page(v.product_id) from commerce.variants as v
       where v.sku = 'MUG' $$,
    'PT404', 'commerce.unknown_product', 'a draft is refused'
);
select throws_ok(
    'select commerce.product_page(null)',
    'PT404', 'commerce.unknown_product', 'an id is needed'
);

select * from finish();
rollback;
