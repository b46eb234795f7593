-- Proves functions/filters/shape/compare_lines.sql.
begin;
select plan(7);

-- Given: the small shop.
select tests.small_shop();
select filters.start_reshape('months');
do $$ begin while filters.copy_lines(4) > 0 loop null; end loop; end $$;

-- Given: a copy that was changed, one that is lost, one whose line is gone.
update filters.transactions_new set quantity = 99
where price_minor = 999;
delete from filters.transactions_new
where price_minor = 0;
insert into filters.transactions_new overriding system value
select
id + 1000 as id,
'gone' as line_key,
basket_id,
store_id,
product_key,
brand_id,
category_id,
    price_minor,
quantity,
sold_at
from filters.transactions
where price_minor = 175;

select is(filters.compare_lines(4), 4::bigint, 'a part is compared');
do $$ begin while filters.compare_lines(4) > 0 loop null; end loop; end $$;
select results_eq(
    'table filters.transactions order by id',
    'table filters.transactions_new order by id',
    'what differs is copied again'
);
select results_eq(
    'select state, repaired from filters.reshapes',
    $$ values ('compared', 3::bigint) $$,
    'and counted'
);
select is_empty('table filters.line_keys', 'the key of the lost line went with it');
select is(filters.compare_lines(4), 0::bigint, 'then nothing is left to compare');

-- Given: a column that was added, of a type without equality.
select filters.cancel_reshape();
alter table filters.transactions add note json, add place point;
update filters.transactions set note = '{"a": 1}'
where price_minor = 175;
select filters.start_reshape('months');
do $$ begin while filters.copy_lines(4) > 0 loop null; end loop; end $$;
update filters.transactions_new set note = '{"a": 2}'
where price_minor = 175;
select lives_ok(
    $$ select filters.compare_lines(1000), filters.compare_lines(1000) $$,
    'values without equality are compared'
);
select results_eq(
    $$ select note ->> 'a' from filters.transactions_new where note is not null $$,
    $$ values ('1') $$,
    'and copied again where they differ'
);

select * from finish();
rollback;
