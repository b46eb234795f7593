-- Proves functions/filters/registry/_allow_fault.sql.
begin;
select plan(9);

-- Given: the counted shop; its lines may be counted, its colours are master rows.
select tests.counted_shop();

select is(
    filters._allow_fault('t_shop.lines', 'count', '{colour,size}'), null,
    'what is listed may be used'
);
select is(
    filters._allow_fault('t_shop.colours', 'prune'), null, 'for each of its uses'
);
select matches(
    filters._allow_fault(c.name::regclass, c.use, c.columns::text[]), c.fault, c.rule
)
from (
    values
    ('t_shop.lines', 'master', '{}', 'allows for master', 'for no other use'),
    ('t_shop.lines', 'count', '{weight}', 'its column weight', 'for no other column'),
    ('core.settings', 'count', '{}', 'allows for count', 'no unlisted table'),
    (null, 'count', '{}', 'allows for count', 'nor a table that is not there')
) as c (name, use, columns, fault, rule);

alter table t_shop.lines enable row level security;
select is(
    filters._allow_fault('t_shop.lines', 'count'),
    'is protected, and the owner did not allow it as guarded',
    'a table that was protected later is refused until it is allowed so'
);
update filters.allowed_sources set is_guarded = true
where source_table = 't_shop.lines'::regclass;
select is(filters._allow_fault('t_shop.lines', 'count'), null, 'then it may be used');
alter table t_shop.lines rename to sold_lines;
select is(
    filters._allow_fault('t_shop.sold_lines', 'count'), null,
    'the list follows a rename'
);

select * from finish();
rollback;
