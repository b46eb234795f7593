-- Proves functions/filters/registry/allow_source.sql.
begin;
select plan(21);

-- Given: the counted shop: colour and size are live; a table that is not listed.
select tests.counted_shop();
create table t_shop.visits (id bigint, page text, visitor text);

select is(
    tests.refusal($$ select filters.discover_dimensions('t_shop.visits') $$) ->> 'key',
    'filters.invalid_source', 'an unlisted table can not be looked at'
);
select matches(
    tests.refusal($$ select filters.discover_dimensions('t_shop.visits') $$) ->> 'hint',
    'filters.allow_source', 'the remedy names who can help'
);
select lives_ok(
    $$ select filters.allow_source('t_shop.visits', array['page']) $$,
    'the owner lists it'
);
select results_eq(
    $$ select d.it ->> 'column'
       from jsonb_array_elements(
           filters.discover_dimensions('t_shop.visits')
       ) as d (it) $$,
    $$ values ('page') $$,
    'then its listed columns are shown, and no other'
);
select matches(
    tests.refusal(
        $$ select filters.register_dimension(
            '{"name": "who", "source": "t_shop.visits", "column": "visitor"}'
        ) $$
    ) ->> 'detail',
    'without its column visitor', 'nor can another be registered'
);

-- Who but the owner may write the list.
select is_empty(
    $$ select r.rolname
       from pg_catalog.pg_roles as r
       where
           r.rolname in (
               'anon', 'authenticated', 'service_role', 'app_worker', 'app_reader',
               'authenticator'
           )
           and (
               has_function_privilege(
                   r.rolname,
                   'filters.allow_source(text, text[], text[], boolean)', 'execute'
               )
               or has_any_column_privilege(
                   r.rolname, 'filters.allowed_sources', 'insert, update'
               )
               or has_table_privilege(r.rolname, 'filters.allowed_sources', 'delete')
           ) $$,
    'only the owner writes the list'
);

-- What is protected needs a word more.
select is_empty(
    $$ select c.oid::regclass
       from pg_catalog.pg_class as c
       inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
       where
           n.nspname in (
               'core', 'master', 'filters', 'filters_compiled', 'reading', 'auth',
               'storage', 'vault', 'realtime', 'pg_catalog', 'relay'
           )
           and c.relkind in ('r', 'p')
           and not c.relispartition
           and tests.refusal(
               format('select filters.allow_source(%L, %L)', c.oid::regclass, '{}')
           ) ->> 'key' is distinct from case
               when
                   n.nspname in ('core', 'pg_catalog')
                   or (
                       n.nspname = 'filters'
                       and c.relname not in ('transactions', 'stores', 'baskets')
                   )
                   or not pg_has_role(c.relowner, 'usage')
                   then 'filters.invalid_source'
               else 'filters.source_guarded'
           end $$,
    'no table of product, platform or system is allowed in passing'
);
alter table t_shop.visits enable row level security;
select is(
    tests.refusal($$ select filters.discover_dimensions('t_shop.visits') $$) ->> 'key',
    'filters.invalid_source', 'a table that is protected later is refused'
);
select is(
    tests.refusal(
        $$ select filters.allow_source('t_shop.visits', '{page}') $$
    ) ->> 'key',
    'filters.source_guarded', 'and not allowed in passing'
);
select lives_ok(
    $$ select filters.allow_source('t_shop.visits', '{page}', '{count}', true);
       select filters.discover_dimensions('t_shop.visits') $$,
    'only when the owner says so'
);
select is(
    tests.refusal(
        format('select filters.allow_source(%L, %L, %L)', c.name, c.columns, c.uses)
    ) ->> 'key',
    c.key, c.rule
)
from (
    values
    ('no.such', '{}', '{count}', 'filters.invalid_source', 'a table that is there'),
    ('t_shop.lines', '{paint}', '{count}', 'core.invalid_argument', 'known columns'),
    ('t_shop.lines', null, '{count}', 'core.invalid_argument', 'a list of them'),
    ('t_shop.lines', '{size}', '{drop}', 'core.invalid_argument', 'uses there are'),
    (
        't_shop.colours', '{code}', '{prune}', 'core.invalid_argument',
        'prune with master'
    )
) as c (name, columns, uses, key, rule);

-- Taken back.
select is(
    jsonb_array_length(filters.filter_values('size') -> 'items'), 2, 'size is published'
);
select lives_ok(
    $$ select filters.allow_source('t_shop.lines', array['colour']) $$,
    'the owner takes a column back'
);
select results_eq(
    $$ select
           d.name, d.state,
           exists (select from filters.value_counts as v where v.dimension = d.name)
       from filters.dimensions as d
       where d.name in ('colour', 'size') order by d.name $$,
    $$ values ('colour', 'live', true), ('size', 'off', false) $$,
    'its dimension is off at once, and its counts are gone'
);
select is(
    tests.refusal($$ select filters.filter_values('size') $$) ->> 'key',
    'filters.unknown_dimension', 'nothing of it is published'
);
select is(
    tests.refusal(
        $$ select filters.toggle_dimension('size', true, 'Again.') $$
    ) ->> 'key',
    'filters.invalid_dimension', 'and no admin switches it on again'
);

select filters.allow_source('t_shop.lines', array['colour', 'size']);
do $$ begin perform filters.toggle_dimension('size', true, 'Again.'); end $$;
select filters.allow_source('t_shop.lines', array['size']);
select results_eq(
    $$ select d.name, d.state from filters.dimensions as d
       where d.name in ('colour', 'size') order by d.name $$,
    $$ values ('colour', 'off'), ('size', 'off') $$,
    'a child counts the values of its parent, and is off with it'
);

select * from finish();
rollback;
