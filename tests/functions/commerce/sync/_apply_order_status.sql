-- Proves functions/commerce/sync/_apply_order_status.sql.
begin;
select plan(3);

select lives_ok(
    $$ select commerce._apply_order_status(null, 'shipped') $$, 'any status comes first'
);
select lives_ok(
    $$ select commerce._apply_order_status('placed', 'shipped') $$,
    'a source may leave steps out'
);
select throws_ok(
    $$ select commerce._apply_order_status('shipped', 'paid') $$,
    'PT409', 'commerce.transition_refused', 'an order does not go back'
);

select * from finish();
rollback;
