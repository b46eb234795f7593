-- Proves functions/filters/registry/_column_type.sql.
begin;
select plan(5);

-- Given: the counted shop.
select tests.counted_shop();

select is(
    filters._column_type('t_shop.lines', c.name), c.type,
    format('%s is %s', c.name, coalesce(c.type::text, 'nothing to count'))
)
from (
    values
    ('colour'::name, 'text'::regtype), ('facts', 'jsonb'), ('weight', null),
    ('no such', null)
) as c (name, type);
-- Given: a column of a domain over text.
create domain t_shop.word as text;
alter table t_shop.lines add column word t_shop.word;
select is(
    filters._column_type('t_shop.lines', 'word'), 'text'::regtype,
    'a domain is what is below it'
);

select * from finish();
rollback;
