-- Proves functions/commerce/stock/_show_reservation.sql.
begin;
select plan(1);

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

create temporary table t_mine as
select tests.reserve(tests.user('ada'), 'MUG', 'SHOP', 2) as id;
select is(
    commerce._show_reservation((select id from t_mine))
    - 'reservation_id'
    - 'expires_at',
    '{"status": "open", "lines": [{"sku": "MUG", "location": "SHOP", "quantity": 2}]}',
    'a reservation is shown with its lines'
);

select * from finish();
rollback;
