-- Proves triggers/commerce/order_lines.sql.j2.
begin;
select plan(4);

-- Given: an order.
select tests.small_stock();
do $$
begin
    perform tests.place('ada');
end;
$$;

select triggers_are(
    'commerce', 'order_lines', array['t20_refuse_change', 't20_refuse_truncate'],
    'order_lines has exactly these triggers'
);
select throws_ok(
    'update commerce.order_lines set line = line where true',
    'PT409', 'core.append_only', 'the owner cannot change a row'
);
select throws_ok(
    'delete from commerce.order_lines where true',
    'PT409', 'core.append_only', 'the owner cannot remove a row'
);
select throws_ok(
    'truncate commerce.order_lines cascade',
    'PT409', 'core.append_only', 'the owner cannot empty it'
);

select * from finish();
rollback;
