-- Proves functions/suppliers/parties/set_capability.sql.
begin;
select plan(6);

select tests.login_as(tests.user('sam'), 'supplier');
select throws_ok(
    $$ select api.set_capability('milling', 'Milling') $$, 'PT403',
    'core.not_permitted', 'a supplier makes no capability'
);
select tests.login_as(tests.user('mia'), 'project_manager');
select is(
    api.set_capability('milling', 'Milling'),
    '{"code": "milling", "name": "Milling", "is_certified": false}',
    'a project manager does'
);
select is(
    api.set_capability('milling', 'Milling 2', true),
    '{"code": "milling", "name": "Milling 2", "is_certified": true}',
    'and changes it'
);
select is_empty(
    $$ select c.arguments
       from (
           values ('null, ''N'''), ('''Milling'', ''N'''), ('''1a'', ''N'''),
           ('''a b'', ''N'''), ('repeat(''a'', 41), ''N'''), ('''a'', null'),
           ('''a'', '' ''')
       ) as c (arguments)
       where tests.refusal(format('select api.set_capability(%s)', c.arguments)) ->> 'key'
           is distinct from 'core.invalid_argument' $$,
    'bad input is refused'
);
reset role;
select results_eq(
    'select c.code, c.name from suppliers.capabilities as c',
    $$ values ('milling', 'Milling 2') $$, 'what was refused changed nothing'
);
select is(
    (
        select count(*) from core.audit_entries as e
        where e.table_name = 'suppliers.capabilities'
    ),
    2::bigint, 'each change is audited'
);

select * from finish();
rollback;
