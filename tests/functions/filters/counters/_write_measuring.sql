-- Proves functions/filters/counters/_write_measuring.sql.
begin;
select plan(3);

-- Given: the shop with registered dimensions.
select tests.registered_shop();
create function pg_temp.measured(p_selection jsonb, p_measure text)
    returns jsonb
    language plpgsql
as $$
declare
    v_measured jsonb;
begin
    execute format(
        'select to_jsonb(m) from (%s) as m (attributes, categories, brands, lines, low, '
        'high, price_counts, sizes)',
        filters._write_measuring(p_selection, p_measure)
    )
    into v_measured
    using filters._read_cube_part(p_selection);
    return jsonb_strip_nulls(v_measured);
end;
$$;

select is(
    pg_temp.measured('{"product": ["cola"], "region": ["NCR"]}', 'price'),
    '{"lines": 2, "low": 150, "high": 150,
      "price_counts": [0, 0, 2, 0, 0, 0, 0, 0, 0, 0]}',
    'prices need nothing else'
);
select is(
    pg_temp.measured('{"product": ["bag"]}', 'basket_size'), '{"sizes": [3]}',
    'a basket has its whole size'
);
select is(
    (
        select array_agg(k order by k)
        from jsonb_object_keys(pg_temp.measured('{"product": ["bag"]}', null)) as k
    ),
    '{attributes,high,lines,low,price_counts,sizes}',
    'all of them; no line of this product has a brand or a category'
);

select * from finish();
rollback;
