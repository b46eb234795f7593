-- Proves functions/filters/fold/list_wrong_cells.sql.
begin;
select plan(10);

-- Given: the small shop, folded and with a change that waits.
select tests.small_shop();
select is_empty(
    $$ select * from filters.list_wrong_cells() $$,
    'cells say what the lines say'
);
delete from filters.transactions
where price_minor = 175;
select is_empty(
    $$ select * from filters.list_wrong_cells() $$,
    'a change that waits is counted with them'
);

-- One store's margin is wrong.
update filters.cells as c
set lines = c.lines + 1
from filters.store_groups as p
inner join filters.stores as s on p.store_id = s.id
where
    c.group_id = p.id
    and s.store_key = 's1'
    and c.category_id = 0
    and c.brand_id = 0;
select results_eq(
    $$ select s.store_key, w.category_id, w.brand_id
       from filters.list_wrong_cells() as w
       inner join filters.store_groups as p on w.group_id = p.id
       inner join filters.stores as s on p.store_id = s.id $$,
    $$ values ('s1', 0::bigint, 0::bigint) $$,
    'a wrong count is named'
);
select is_empty(
    $$ select * from filters.list_wrong_cells(
        array(select id from filters.stores where store_key <> 's1')
    ) $$,
    'other stores have none'
);
select isnt_empty(
    $$ select * from filters.list_wrong_cells(
        array(select id from filters.stores where store_key = 's1')
    ) $$,
    'that store alone has it'
);

do $$ begin perform filters.rebuild_values(); end $$;
update filters.cells
set price_min = price_min + 1
where bits is not null;
select isnt_empty(
    $$ select * from filters.list_wrong_cells() $$,
    'a range that leaves a line outside is wrong'
);

-- Given: ranges of sizes that are off, and cells that say they are bounds.
create function pg_temp.wrong_after(p_set text, p_is_exact boolean)
    returns bigint
    language plpgsql
as $$
begin
    perform filters.rebuild_values();
    execute format(
        'update filters.cells set %s, has_exact_sizes = %L where bits is not null',
        p_set, p_is_exact
    );
    return (select count(*) from filters.list_wrong_cells());
end;
$$;
select is(
    pg_temp.wrong_after('size_max = size_max + 1', false), 0::bigint,
    'a bound may be wider than the baskets'
);
select cmp_ok(
    pg_temp.wrong_after('size_max = size_max + 1', true), '>', 0::bigint,
    'an exact range of sizes may not'
);
select cmp_ok(
    pg_temp.wrong_after('size_max = size_max - 1', false), '>', 0::bigint,
    'no bound leaves a bigger basket outside'
);
select cmp_ok(
    pg_temp.wrong_after('size_min = size_min + 1', false), '>', 0::bigint,
    'nor a smaller one'
);

select * from finish();
rollback;
