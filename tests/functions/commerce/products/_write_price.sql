-- Proves functions/commerce/products/_write_price.sql.
begin;
select plan(6);

-- Given: the small stock.
select tests.small_stock();
create function pg_temp.id_of(p_title text) returns bigint
language sql as $$ select p.id from commerce.products as p where p.title = p_title $$;
grant execute on function pg_temp.id_of(text) to authenticated;
create function pg_temp.write(p_valid tstzrange, p_amount bigint) returns text[]
language plpgsql as $$
begin
    perform commerce._write_price(v.id, l.id, p_valid, p_amount, null)
    from commerce.variants as v
    cross join commerce.price_lists as l
    where v.sku = 'MUG' and l.is_default;
    return array(
        select concat_ws(
            ' ', to_char(lower(p.valid), 'MM-DD'), p.amount_minor,
            to_char(upper(p.valid), 'MM-DD')
        )
        from commerce.prices as p
        inner join commerce.variants as v on p.variant_id = v.id
        where v.sku = 'MUG'
        order by p.valid
    );
end;
$$;
set local timezone = 'UTC';
select is(
    pg_temp.write('(,)', 1), array['1'], 'the same period replaces the price'
);
select is(
    pg_temp.write('[2026-03-01,2026-04-01)', 2),
    array['1 03-01', '03-01 2 04-01', '04-01 1'],
    'a period inside of another splits it'
);
select is(
    pg_temp.write('[2026-03-15,2026-05-01)', 3),
    array['1 03-01', '03-01 2 03-15', '03-15 3 05-01', '05-01 1'],
    'one that reaches into others cuts them'
);
select is(
    pg_temp.write('[2026-03-01,)', 4), array['1 03-01', '03-01 4'],
    'one without an end replaces all later ones'
);
select is(
    pg_temp.write('[2026-06-01,2026-07-01)', null),
    array['1 03-01', '03-01 4 06-01', '07-01 4'],
    'without an amount the period has no price'
);
select is(
    pg_temp.write('[2026-06-01,2026-07-01)', 5),
    array['1 03-01', '03-01 4 06-01', '06-01 5 07-01', '07-01 4'],
    'a gap is filled'
);

select * from finish();
rollback;
