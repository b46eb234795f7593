-- Proves functions/suppliers/projects/list_projects.sql.
begin;
select plan(10);

-- Given: the small project.
select tests.small_project();

select tests.login_as(tests.user('mia'), 'project_manager');
select is(
    (api.list_projects() #> '{items, 0}') - 'updated_at',
    '{"id": 2001, "code": "PEN", "name": "Pen", "status": "active",
      "calendar": "STANDARD", "timezone": "UTC", "starts_on": "2099-01-05",
      "version": 2}',
    'a manager sees their projects'
);
select is(
    jsonb_array_length(api.list_projects() -> 'items'), 1, 'and no other one'
);
select tests.login_as(tests.user('sol'), 'supplier');
select is(
    jsonb_path_query_array(api.list_projects(), '$.items[*].code'), '["CUP"]',
    'a supplier''s people see those that it works for'
);
select tests.login_as(tests.user('zed'), 'admin');
select is(
    jsonb_path_query_array(api.list_projects(), '$.items[*].code'), '["PEN", "CUP"]',
    'an admin sees all'
);
select is(
    api.list_projects(after => api.list_projects(page_size => 1) ->> 'next')
    #>> '{items, 0, code}',
    'CUP', 'pages follow each other'
);
select is(
    (
        select array_agg(
            jsonb_array_length(api.list_projects(f.status, f.search) -> 'items')
        )
        from (
            values
            ('active', null), ('closed', null), (null, 'PE'), (null, 'up'),
            (null, 'en'), ('active', '%')
        ) as f (status, search)
    ),
    '{2, 0, 1, 1, 1, 0}',
    'a status and a part of the name or the beginning of the code choose'
);
select tests.login_as(tests.user('zed'));
select is(
    api.list_projects(), '{"items": [], "next": null}',
    'a user without a role sees none'
);
select is_empty(
    $$ select c.arguments
       from (values ('status => ''lost'''), ('search => repeat(''x'', 201)'))
           as c (arguments)
       where tests.refusal(format('select api.list_projects(%s)', c.arguments)) ->> 'key'
           is distinct from 'core.invalid_argument' $$,
    'bad input is refused'
);
reset role;
select results_eq(
    $$ select a.actor_id, a.thing_id from core.access_log as a
       where a.thing = 'suppliers.projects' $$,
    $$ values (tests.user('sol'), '3003') $$, 'what a supplier reads is logged'
);
select tests.login_as(tests.user('sam'), 'supplier');
set local transaction_read_only = on;
select throws_ok(
    'select api.list_projects()', 'PT405', 'core.post_only',
    'a GET, which cannot be logged, is refused'
);

select * from finish();
rollback;
