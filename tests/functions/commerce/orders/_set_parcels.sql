-- Proves functions/commerce/orders/_set_parcels.sql.
begin;
select plan(1);

select is(
    commerce._set_parcels(
        '{"1": {"status": "open", "location": "MAIN"}, "2": {"status": "open"}}',
        '{1}', '{"status": "packed", "packed_at": "now"}'
    ),
    '{"1": {"status": "packed", "location": "MAIN", "packed_at": "now"},
      "2": {"status": "open"}}'::jsonb,
    'the named parcels get the fields, the others stay'
);

select * from finish();
rollback;
