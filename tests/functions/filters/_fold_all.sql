-- Proves functions/filters/_fold_all.sql.
begin;
select plan(3);

-- Given: the small shop, and more changed baskets than one fold takes.
select tests.small_shop();
select tests.sell('x' || n, null, null, 5, 's1')
from generate_series(1, 2100) as n;

select cmp_ok(
    (select count(*) from filters.line_changes), '>', 2000::bigint,
    'there is more than one batch'
);
select lives_ok(
    $$ select filters._fold_all() $$, 'all of them are folded'
);
select is(
    (
        select jsonb_build_array((select count(*) from filters.line_changes), c.lines)
        from filters.cells as c
        where c.place_id = 0 and c.category_id = 0 and c.brand_id = 0
    ),
    '[0, 2107]',
    'none is left, and each is in the cells'
);

select * from finish();
rollback;
