-- Proves functions/filters/fold/_fold_groups.sql.
begin;
select plan(4);

-- Given: the small shop; two lines came, one went, as the arguments of a fold.
select tests.small_shop();
select tests.sell('b1', 'fizz', 'food/drinks', 1);
select tests.sell('b4', 'crisp', null, 1);
delete from filters.transactions
where price_minor = -200;
do $$ begin
    perform filters._fold_groups(
        array(select row(l.*)::filters.line_changes from filters.line_changes as l)
    );
end $$;

create function pg_temp.lines(p_kind text, p_brand text)
    returns bigint[]
    language sql
as $$
    select array_agg(c.lines order by c.lines)
    from filters.cells as c
    inner join filters.store_groups as p on c.group_id = p.id
    left join master.brands as d on c.brand_id = d.id
    where
        p.kind = p_kind
        and c.category_id = 0
        and d.brand_key is not distinct from p_brand
$$;

select results_eq(
    $$ select k, pg_temp.lines(k, null)
       from unnest('{all,region,province_class}'::text[]) as k $$,
    $$ values
        ('all', '{8}'::bigint[]), ('region', '{1,5}'), ('province_class', '{1,5}') $$,
    'what comes and goes is added to every group of its store'
);
select is(pg_temp.lines('region', 'crisp'), '{1}', 'a cell without a line goes');
select is(pg_temp.lines('all', 'crisp'), '{2}', 'brand by brand');
select is_empty(
    $$ select p.kind
       from filters.cells as c
       inner join filters.store_groups as p on c.group_id = p.id
       where p.kind not in ('store', 'all') and c.category_id > 0 and c.brand_id > 0 $$,
    'only stores and `all` know categories and brands together'
);

select * from finish();
rollback;
