-- Proves functions/commerce/products/_record_id.sql.
begin;
select plan(5);

-- Given: the small stock.
select tests.small_stock();
select is(commerce._record_id(c.record::jsonb, 'id'), c.id, c.record)
from (
    values
    ('{"id": 12}', 12::bigint),
    ('{"id": "12"}', null),
    ('{"id": -1}', null),
    ('{"id": 1e30}', null),
    ('{}', null)
) as c (record, id);

select * from finish();
rollback;
