-- Proves functions/commerce/stock/_end_reservations.sql.
begin;
select plan(4);

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

select commerce._end_reservations(
    array(select r.id from commerce.reservations as r
order by r.id), 'expired'
);
select is(pg_temp.reserved('SHIRT-S'), 0::bigint, 'the stock is free again');
select results_eq(
    $$ select distinct status, ended_at = core.now() from commerce.reservations $$,
    $$ values ('expired', true) $$, 'the reservations have ended'
);
select is(
    (select count(*) from commerce.stock_movements as m
where m.type = 'release'),
    2::bigint, 'the ledger has a release for each line'
);
select tests.holds('commerce');

select * from finish();
rollback;
