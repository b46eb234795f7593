-- Proves functions/commerce/sync/_sync_field_kinds.sql.
begin;
select plan(2);

select is(
    commerce._sync_field_kinds('inventory'),
    '{"on_hand": {"kind": "number", "most": 1000000000}}', 'the fields of an entity'
);
select is(commerce._sync_field_kinds('page'), null, 'another entity has none');

select * from finish();
rollback;
