-- Proves functions/commerce/stock/_sum_postings.sql.
begin;
select plan(2);

-- Given: the small stock.
select tests.small_stock();

create function pg_temp.level(p_sku text, p_code text) returns text
    language sql as $$
    select format(
        '%s on hand, %s reserved, %s damaged, %s in transit', sum(s.on_hand),
        sum(s.reserved), sum(s.damaged), sum(s.in_transit)
    )
    from commerce.stock_levels as s
    inner join commerce.variants as v on s.variant_id = v.id
    inner join commerce.locations as l on s.location_id = l.id
    where v.sku = p_sku and l.code = p_code
$$;
create function pg_temp.posting(
    p_quantity integer, p_type text, p_from text, p_to text
) returns commerce.posting language sql as $$
    select row(
        v.id, p_quantity, p_type, p_from,
        case when p_from in ('supplier', 'sold', 'adjustment') then null else l.id end,
        case when p_from in ('supplier', 'sold', 'adjustment') then null else 0 end,
        p_to,
        case when p_to in ('supplier', 'sold', 'adjustment') then null else l.id end,
        case when p_to in ('supplier', 'sold', 'adjustment') then null else 0 end
    )::commerce.posting
    from commerce.variants as v
    cross join commerce.locations as l
    where v.sku = 'SHIRT-S' and l.code = 'MAIN'
$$;

select results_eq(
    $$ select on_hand, reserved, damaged, in_transit
       from commerce._sum_postings(array[
           pg_temp.posting(5, 'receive', 'supplier', 'on_hand'),
           pg_temp.posting(2, 'reserve', 'on_hand', 'reserved'),
           pg_temp.posting(1, 'damage', 'on_hand', 'damaged')
       ]) $$,
    $$ values (4, 2, 1, 0) $$,
    'what is reserved is still on hand; what is damaged is not'
);
select is_empty(
    $$ select from commerce._sum_postings('{}') $$, 'no posting changes no level'
);

select * from finish();
rollback;
