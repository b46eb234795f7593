-- Proves functions/commerce/stock/_post_movements.sql.
begin;
select plan(10);

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

select lives_ok(
    $$ select commerce._post_movements(array[
           pg_temp.posting(5, 'receive', 'supplier', 'on_hand'),
           pg_temp.posting(2, 'damage', 'on_hand', 'damaged')
       ], 'fell', 'delivery:1', '2026-01-01Z') $$,
    'movements are posted together'
);
select is(
    pg_temp.level('SHIRT-S', 'MAIN'),
    '13 on hand, 1 reserved, 2 damaged, 0 in transit', 'and change their level'
);
select results_eq(
    $$ select quantity, type, reason, reference, effective_at < created_at
       from commerce.stock_movements where reference = 'delivery:1' order by id $$,
    $$ values (5, 'receive', 'fell', 'delivery:1', true),
              (2, 'damage', 'fell', 'delivery:1', true) $$,
    'the ledger has them, with the time when they happened'
);
select is(
    tests.refusal(
        $$ select commerce._post_movements(array[
               pg_temp.posting(13, 'sell', 'on_hand', 'sold')
           ]) $$
    ) - 'hint',
    '{"code": "PT409", "key": "commerce.insufficient_stock",
      "detail": "SHIRT-S at MAIN:'
    ' 0 on hand, 1 reserved, 2 damaged, 0 in transit would remain."}',
    'reserved pieces cannot be taken away'
);
select throws_ok(
    $$ select commerce._post_movements(array[
           pg_temp.posting(3, 'repair', 'damaged', 'on_hand')
       ], 'mended') $$,
    'PT409', 'commerce.insufficient_stock', 'a state cannot go below zero'
);
select throws_ok(
    $$ select commerce._post_movements(array[
           pg_temp.posting(1000000000, 'receive', 'supplier', 'on_hand')
       ]) $$,
    'PT422', 'core.invalid_argument', 'nor hold more than a thousand million pieces'
);
select throws_ok(
    $$ select commerce._post_movements(array[
           pg_temp.posting(1, 'sell', 'supplier', 'sold')
       ]) $$,
    '23514', null, 'a type has its own pairs of states'
);
select is(
    pg_temp.level('SHIRT-S', 'MAIN'),
    '13 on hand, 1 reserved, 2 damaged, 0 in transit', 'what is refused changes nothing'
);
do $$
begin
    perform commerce._post_movements(
        array[
            pg_temp.posting(1, 'receive', 'supplier', 'on_hand'),
            pg_temp.posting(2, 'receive', 'supplier', 'on_hand')
        ],
        p_reference => 'delivery:2',
        p_effective_ats => '{2026-01-01Z, 2026-01-02Z}',
        p_references => '{delivery:3, null}'
    );
end;
$$;
select results_eq(
    $$ select m.quantity, m.reference, m.effective_at
       from commerce.stock_movements as m
       where m.reference in ('delivery:2', 'delivery:3') order by m.id $$,
    $$ values (1, 'delivery:3', timestamptz '2026-01-01Z'),
              (2, 'delivery:2', '2026-01-02Z') $$,
    'time and reference can differ per posting'
);
select tests.holds('commerce');

select * from finish();
rollback;
