-- Proves triggers/commerce/purchase_orders.sql.j2.
begin;
select plan(5);

-- Given: one row that came, changed and went.
select tests.small_purchases();
create temporary table t_row as select tests.purchase()::text as id;
update commerce.purchase_orders set vendor_reference = 'A-1';
update commerce.purchase_orders set vendor_reference = 'A-1';
delete from commerce.purchase_orders;

select * from tests.is_audited(
    'commerce.purchase_orders', (select id from t_row), '{"vendor_reference": null}'
);
select triggers_are(
    'commerce', 'purchase_orders',
    array[
        't80_audit_insert', 't80_audit_update', 't80_audit_delete', 't80_audit_truncate'
    ],
    'purchase_orders has exactly these triggers'
);

select * from finish();
rollback;
