-- Proves functions/commerce/sync/_sync_value_fault.sql.
begin;
select plan(11);

select is(
    commerce._sync_value_fault(
        commerce._sync_field_kinds(t.entity) -> t.field, t.value
    ),
    t.fault, t.field || ' ' || left(t.value::text, 20)
)
from (
    values
    ('product', 'size', '1'::jsonb, 'is not a field of this entity'),
    ('product', 'title', 'null', 'is null'),
    ('product', 'category', 'null', null),
    ('product', 'title', '1', 'is a JSON number, not a string'),
    ('product', 'title', '""', 'must have 1 to 200 characters'),
    ('product', 'sku', '"a b"', 'has an invalid form'),
    ('product', 'description', '"a\u0007"', 'contains a control character'),
    ('product', 'deleted', 'true', null),
    ('inventory', 'on_hand', '1.5', 'is not a whole number from 0 to 1000000000'),
    (
        'inventory', 'on_hand', '99999999999',
        'is not a whole number from 0 to 1000000000'
    ),
    ('order', 'status', '"paid"', null)
) as t (entity, field, value, fault);

select * from finish();
rollback;
