-- Proves sql/views/filters/unfolded_changes.sql.
begin;
select plan(5);

-- Given: the small shop, a change and a bulk change.
select tests.small_shop();
select tests.sell('b1', 'fizz', 'food/drinks', 1);
alter table filters.bulk_writes disable trigger t70_fold;
insert into filters.bulk_changes (bulk_id, store_id, basket_id, price_minor, lines)
select
    1 as bulk_id,
    store_id,
    basket_id,
    2 as price_minor,
    1 as lines
from filters.line_changes;

select is(
    tests.grants_of('filters.unfolded_changes'),
    array['select to app_reader, authenticated, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('filters.unfolded_changes'),
    array['select all to app_reader, authenticated, service_role'],
    'the view opens these rows, whatever is granted'
);
select results_eq(
    $$ select price_minor from filters.unfolded_changes $$, $$ values (1::bigint) $$,
    'bulk changes are looked at while a bulk write is there'
);
insert into filters.bulk_writes default values;
select results_eq(
    $$ select price_minor from filters.unfolded_changes order by 1 $$,
    $$ values (1::bigint), (2) $$,
    'then both wait'
);

select tests.login_as(tests.user('ada'));
select isnt_empty(
    $$ select * from filters.unfolded_changes $$, 'a signed-in user sees both'
);

select * from finish();
rollback;
