-- Proves functions/filters/read/_read_price_range.sql.
begin;
select plan(4);

-- Given: the small shop, and cells that say something else.
select tests.small_shop();
update filters.cells
set price_min = -5
where price_min is not null;

create temporary table s1 as
select array[p.id] as group_ids
from filters.store_groups as p
inner join filters.stores as s on p.store_id = s.id
where s.store_key = 's1';
grant select on s1 to authenticated;

select is(
    filters._read_price_range(group_ids, null, null),
    row(0, 200)::filters.span,
    'the ends of the lines of a store'
)
from s1;
select is(
    filters._read_price_range(
        group_ids, null,
        array(
            select d.id from master.brands as d
            where d.brand_key = 'fizz'
        )
    ),
    row(150, 150)::filters.span,
    'or of one of its brands'
)
from s1;
select is(
    filters._read_price_range('{}', null, null), row(null, null)::filters.span,
    'no store: no ends'
);
select tests.login_as(tests.user('ada'));
select lives_ok(
    $$ select filters._read_price_range((select group_ids from s1), null, null) $$,
    'a caller without a grant on lines may ask'
);

select * from finish();
rollback;
