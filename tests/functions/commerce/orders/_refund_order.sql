-- Proves functions/commerce/orders/_refund_order.sql.
begin;
select plan(2);

-- Given: an order that was cancelled before it was paid.
select tests.small_stock();
create temporary table o on commit drop as select tests.place('ada') as id;
do $$
begin
    perform commerce.cancel_order((select o.id from o));
end;
$$;

select matches(
    tests.refusal(format(
        'select commerce._refund_order(%L)', jsonb_build_object('order_id', id)
    )) ->> 'detail',
    '^Rule within_payment refuses to refund order [0-9]+, which is cancelled: 0 was',
    'what was not paid cannot go back'
)
from o;
select matches(
    tests.refusal(format(
        'select commerce._refund_order(%L)',
        jsonb_build_object('order_id', id, 'expected_version', 1)
    )) ->> 'detail',
    ' is at version 2, not 1\.$', 'the version is checked first'
)
from o;

select * from finish();
rollback;
