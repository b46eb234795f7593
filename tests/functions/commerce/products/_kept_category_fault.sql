-- Proves functions/commerce/products/_kept_category_fault.sql.
begin;
select plan(4);

-- Given: the small stock.
select tests.small_stock();
create function pg_temp.id_of(p_title text) returns bigint
language sql as $$ select p.id from commerce.products as p where p.title = p_title $$;
grant execute on function pg_temp.id_of(text) to authenticated;
select is(
    commerce._kept_category_fault(
        jsonb_build_object('id', pg_temp.id_of(c.title)) || c.record::jsonb
    ) is not null,
    c.is_fault, c.rule
)
from (
    values
    ('Shirt', '{"category": "kitchen"}', true, 'a published product keeps its own'),
    ('Shirt', '{"category": null}', true, 'and does not lose it'),
    ('Shirt', '{"category": "clothes"}', false, 'the same one may be sent'),
    ('Mug', '{"category": "clothes"}', false, 'a draft changes its category')
) as c (title, record, is_fault, rule);

select * from finish();
rollback;
