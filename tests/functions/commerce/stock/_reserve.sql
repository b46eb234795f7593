-- Proves functions/commerce/stock/_reserve.sql.
begin;
select plan(5);

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

create function pg_temp.reserved(p_sku text) returns bigint language sql as $$
    select sum(s.reserved) from commerce.stock_levels as s
    where s.variant_id = pg_temp.id_of(p_sku)
$$;

create temporary table t_new as
select commerce._reserve(
    tests.user('ada'), array[pg_temp.line('MUG', null, 3)],
    core.now() + interval '1 minute', false, 'given_order'
) as id;
select is(
    pg_temp.shown(array(
        select row(
            n.variant_id, n.location_id, n.bucket, n.quantity
        )::commerce.allocation
        from commerce.reservation_lines as n
        inner join t_new as t on n.reservation_id = t.id
    )),
    '3 MUG SHOP', 'a reservation has lines'
);
select is(pg_temp.reserved('MUG'), 3::bigint, 'and holds its stock');
select throws_ok(
    format(
        'select commerce._reserve(%L, array[pg_temp.line(%L, null, 1)],
            core.now() + interval %L, true, %L)',
        tests.user('bob'), 'MUG', '1 minute', 'given_order'
    ),
    'PT409', 'commerce.insufficient_stock', 'not even a part is held where all is gone'
);
select tests.set_clock(now() + interval '2 minutes');
select lives_ok(
    format(
        'select commerce._reserve(%L, array[pg_temp.line(%L, null, 2)],
            core.now() + interval %L, false, %L)',
        tests.user('bob'), 'MUG', '1 minute', 'given_order'
    ),
    'what an expired reservation held is free'
);
select tests.holds('commerce');

select * from finish();
rollback;
