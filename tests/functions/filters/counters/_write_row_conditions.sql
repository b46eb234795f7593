-- Proves functions/filters/counters/_write_row_conditions.sql.
begin;
select plan(9);

-- Given: the shop with registered dimensions.
select tests.registered_shop();
create function pg_temp.lines(p_selection jsonb, p_is_loose boolean default false)
    returns text
    language plpgsql
as $$
declare
    v_lines text;
begin
    execute 'select string_agg(concat_ws('' '', b.basket_key, r.product_key), '', '' '
        'order by b.basket_key, r.product_key) '
        'from filters.transactions as r inner join filters.baskets as b '
        'on r.basket_id = b.id where '
        || filters._write_row_conditions(p_selection, p_is_loose)
    into v_lines;
    return v_lines;
end;
$$;

select is(filters._write_row_conditions('{}'), 'true', 'nothing narrows nothing');
select is(
    pg_temp.lines('{"product": ["cola"], "region": ["NCR"]}'), 'b1 cola, b2 cola',
    'a registered dimension and one of the cube'
);
select is(
    pg_temp.lines('{"product": ["cola", "chips"], "price": ["150", "-200"]}'),
    'b1 cola, b2 cola, b3 chips', 'two registered dimensions'
);
select is(
    pg_temp.lines('{"product": ["cola"], "region": ["Atlantis"]}'), null,
    'a value without a line matches nothing'
);
select is(
    pg_temp.lines('{"price": ["150", "200", "0"], "brand": ["fizz"]}', true),
    'b1 bag, b1 chips, b1 cola, b2 cola', 'loose: what the brand alone leaves out'
);
select is(
    pg_temp.lines('{"price": ["175"], "region": ["NCR"], "brand": ["fizz"]}', true),
    'b3 cola', 'loose: what the region alone leaves out'
);
select is(
    pg_temp.lines('{"price": ["-200"], "region": ["NCR"], "brand": ["fizz"]}', true),
    null, 'loose: not what two leave out'
);
select is(
    pg_temp.lines('{"price": ["175"], "region": ["NCR"], "store_class": ["A"]}', true),
    null, 'loose: nor what two of a store leave out'
);
select is(
    pg_temp.lines('{"price": ["175"], "region": ["NCR"], "store_class": ["B"]}', true),
    'b3 cola', 'loose: one of a store may'
);

select * from finish();
rollback;
