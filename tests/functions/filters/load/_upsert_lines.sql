-- Proves functions/filters/load/_upsert_lines.sql.
begin;
select plan(2);

-- Given: the small shop.
select tests.small_shop();

create function pg_temp.send(p_key text, p_price text)
    returns text
    language sql
as $$
    select concat_ws(' ', u.inserted, u.updated)
    from filters._upsert_lines(array(
        select filters._read_lines(jsonb_build_array(jsonb_build_object(
            'key', p_key, 'basket', 'b1', 'store', 's1', 'product', 'p',
            'price', p_price::numeric, 'quantity', 1, 'sold_at', '2024-05-04T08:00:00Z'
        )))
    )) as u
$$;
select results_eq(
    $$ select pg_temp.send('k', '1') union all select pg_temp.send('k', '2') $$,
    array['1 0', '0 1'], 'a known key replaces its line'
);
select tests.reshape_lines('months');
select results_eq(
    $$ select pg_temp.send('k', '3') union all select pg_temp.send('m', '2') $$,
    array['0 1', '1 0'], 'in months, too'
);

select * from finish();
rollback;
