-- Proves functions/filters/read/_read_size_range.sql.
begin;
select plan(6);

-- Given: the small shop, and cells that say something else.
select tests.small_shop();
update filters.cells
set size_min = 1, size_max = 99
where size_min is not null;

create temporary table s1 as
select array[p.id] as group_ids
from filters.store_groups as p
inner join filters.stores as s on p.store_id = s.id
where s.store_key = 's1';
grant select on s1 to authenticated;

create function pg_temp.sizes(p_within jsonb) returns filters.span language sql as $$
    select filters._read_size_range(
        s1.group_ids, n.selection, filters._measure_changes(n.selection)
    )
    from pg_temp.s1
    cross join (select filters._read_within(p_within) as selection) as n
$$;

select is(pg_temp.sizes('{}'), row(1, 3)::filters.span, 'the baskets of a store');
select is(
    pg_temp.sizes('{"brand": "crisp"}'), row(3, 3)::filters.span,
    'or those with a line of a brand, each with its whole size'
);
select is(
    pg_temp.sizes('{"category": "food/drinks"}'), row(1, 3)::filters.span,
    'or of a category'
);
select tests.sell('b1', 'fizz', 'food/drinks', 1);
select tests.sell('b9', 'fizz', 'food/drinks', 1, 's1');
select is(
    pg_temp.sizes('{}'), row(1, 1)::filters.span, 'without those that changed'
);
select is(
    pg_temp.sizes('{"brand": "crisp"}'), row(null, null)::filters.span,
    'none is left: no ends'
);
select tests.login_as(tests.user('ada'));
select lives_ok(
    $$ select filters._read_size_range((select group_ids from s1), null, null) $$,
    'a caller without a grant on baskets may ask'
);

select * from finish();
rollback;
