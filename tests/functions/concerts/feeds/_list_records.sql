-- Proves functions/concerts/feeds/_list_records.sql.
begin;
select plan(2);

select is(
    concerts._list_records('["a", {"b": 1}]', '$.x'),
    '[{"at": "$.x[0]", "item": "a"}, {"at": "$.x[1]", "item": {"b": 1}}]',
    'each item has its path'
);
select is(concerts._list_records(null, '$.x'), '[]', 'what is absent has no items');

select * from finish();
rollback;
