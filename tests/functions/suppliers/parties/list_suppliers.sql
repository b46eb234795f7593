-- Proves functions/suppliers/parties/list_suppliers.sql.
begin;
select plan(11);

-- Given: the small project.
select tests.small_project();

select tests.login_as(tests.user('mia'), 'project_manager');
select is(
    (api.list_suppliers() #> '{items, 0}') - 'updated_at',
    '{"id": 3001, "code": "ACME", "name": "Acme", "country": null, "calendar": null,
      "is_active": true, "version": 1}',
    'a project manager sees all suppliers, by name'
);
select is(
    jsonb_path_query_array(
        api.list_suppliers(after => api.list_suppliers(page_size => 1) ->> 'next'),
        '$.items[*].code'
    ),
    '["BOLT", "CLIP"]', 'pages follow each other'
);
select is(
    jsonb_path_query_array(api.list_suppliers('cl'), '$.items[*].code'), '["CLIP"]',
    'a search finds the beginning of a code'
);
select tests.login_as(tests.user('sam'), 'supplier');
select is(
    jsonb_path_query_array(api.list_suppliers(), '$.items[*].code'), '["ACME"]',
    'a supplier''s people see theirs alone'
);
select is(
    api.list_suppliers('bolt'), '{"items": [], "next": null}',
    'and find no other one'
);
select tests.login_as(tests.user('sam'));
select throws_ok(
    $$ select api.list_suppliers() $$, 'PT403', 'core.not_permitted',
    'users without a role see none'
);
reset role;
select set_eq(
    $$ select e.arguments from core.cache_entries as e
       where e.cache = 'suppliers.supplier_list' $$,
    $$ values
       ('{"search": null, "after": null, "page_size": 50}'::jsonb),
       ('{"search": null, "after": null, "page_size": 1}') $$,
    'first pages of all suppliers are cached, nothing else is'
);
update suppliers.suppliers set name = 'Zinc'
where code = 'ACME';
select tests.login_as(tests.user('noa'), 'project_manager');
select is(
    api.list_suppliers() #>> '{items, 2, name}', 'Zinc', 'a change of a row ends them'
);
select is_empty(
    $$ select c.arguments
       from (
           values
           ('page_size => 0', 'core.invalid_page_size'),
           ('page_size => null', 'core.invalid_page_size'),
           ('after => ''x''', 'core.invalid_cursor'),
           ('search => repeat(''x'', 201)', 'core.invalid_argument'),
           ('search => E''\x01''', 'core.invalid_argument')
       ) as c (arguments, key)
       where tests.refusal(format('select api.list_suppliers(%s)', c.arguments)) ->> 'key'
           is distinct from c.key $$,
    'bad input is refused'
);
reset role;
select set_eq(
    $$ select a.actor_id, a.thing_id from core.access_log as a
       where a.thing = 'suppliers.suppliers' $$,
    $$ values (tests.user('sam'), '3001') $$, 'what a supplier reads is logged'
);
select tests.login_as(tests.user('sam'), 'supplier');
set local transaction_read_only = on;
select throws_ok(
    'select api.list_suppliers()', 'PT405', 'core.post_only',
    'a GET, which cannot be logged, is refused'
);

select * from finish();
rollback;
