-- Proves functions/commerce/analytics/_sum_ages.sql.
begin;
select plan(3);

-- Given: mugs that came in three days, of which some went; today is 1 January.
select tests.set_clock('2026-01-01Z');
select tests.small_stock();
create function pg_temp.receive(p_quantity integer, p_at timestamptz) returns void
    language sql as $$
    select commerce._post_movements(
        array[row(
            v.id, abs(p_quantity), 'adjust',
            case when p_quantity > 0 then 'adjustment' else 'on_hand' end,
            case when p_quantity < 0 then l.id end, case when p_quantity < 0 then 0 end,
            case when p_quantity > 0 then 'on_hand' else 'adjustment' end,
            case when p_quantity > 0 then l.id end, case when p_quantity > 0 then 0 end
        )::commerce.posting],
        'counted', p_effective_at => p_at
    )
    from commerce.variants as v
    cross join commerce.locations as l
    where v.sku = 'MUG' and l.code = 'SHOP'
$$;
do $$
begin
    perform pg_temp.receive(5, '2025-10-15Z');
    perform pg_temp.receive(4, '2025-12-01Z');
    perform pg_temp.receive(-8, '2025-12-15Z');
end;
$$;
create function pg_temp.ages(p_by text) returns text[] language sql as $$
    select array_agg(
        format('%s %s=%s/%s/%s', l.key, a.quantity, a.to_30, a.to_60, a.to_90)
        order by l.key
    )
    from commerce._sum_ages(p_by) as a
    inner join commerce._list_labels(p_by, array[a.group_id]) as l on true
    where l.key in ('MUG', 'MAIN', 'SHOP')
$$;

select is(pg_temp.ages('sku'), '{"MUG 4=3/4/4"}', 'what is on hand came last');
select is(
    pg_temp.ages('location'), '{"MAIN 30=30/30/30","SHOP 9=8/9/9"}', 'also per location'
);
do $$ begin perform tests.fold_reports(); end; $$;
select tests.set_clock('2026-02-01Z');
select is(
    pg_temp.ages('sku'), '{"MUG 4=0/3/4"}', 'and ages, with sums as without'
);

select * from finish();
rollback;
