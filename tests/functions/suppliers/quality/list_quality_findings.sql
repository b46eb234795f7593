-- Proves functions/suppliers/quality/list_quality_findings.sql.
begin;
select plan(11);

-- Given: the small project; each project has a finding, and so has a pair of suppliers.
select tests.small_project();
insert into core.data_quality_findings (rule, row_key, detail, opened_at, seen_at)
values
('suppliers.dates_hold', 'project:2001/supplier:3001', 'PEN', now(), now()),
('suppliers.dates_hold', 'project:2002/supplier:3003', 'CUP', now(), now()),
(
    'suppliers.dates_are_possible',
    'project:2001/supplier:3002/task:7',
    'BOLT',
    now(),
    now()
),
(
    'suppliers.suppliers_are_distinct',
    'supplier:3001/supplier:3003',
    'pair',
    now(),
    now()
);
insert into core.data_quality_findings (
    rule, row_key, detail, opened_at, seen_at, resolved_at
)
values ('suppliers.dates_hold', 'project:2001', 'closed', now(), now(), now());
create function pg_temp.seen(
    p_user text, p_role text, p_rule text default null, p_severity text default null
)
    returns text language plpgsql as $$
declare
    v_before constant text := current_setting('role');
    v_seen text;
begin
    perform tests.login_as(tests.user(p_user), p_role);
    v_seen := (
        select string_agg(e.item ->> 'detail', ' ' order by e.place)
        from jsonb_array_elements(
            suppliers.list_quality_findings(p_rule => p_rule, p_severity => p_severity)
            -> 'items'
        ) with ordinality as e (item, place)
    );
    perform set_config('role', v_before, true);
    return v_seen;
exception
    when sqlstate 'PT403' then
        return sqlerrm;
end;
$$;

select is(pg_temp.seen('zed', 'admin'), 'pair BOLT CUP PEN', 'an admin sees open ones');
select is(
    pg_temp.seen('mia', 'project_manager'), 'pair BOLT PEN',
    'a manager sees those of own projects and of suppliers that work there'
);
select is(
    pg_temp.seen('noa', 'project_manager'), 'pair CUP', 'and so does another one'
);
select is(
    pg_temp.seen('zed', 'project_manager'), null, 'one without a project sees none'
);
select is(
    pg_temp.seen('sam', 'supplier'), 'core.not_permitted', 'a supplier may not ask'
);
select is(pg_temp.seen('mia', 'none'), 'core.not_permitted', 'nor another user');
select is(
    pg_temp.seen('zed', 'admin', 'suppliers.dates_hold'), 'CUP PEN', 'those of one rule'
);
select is(pg_temp.seen('zed', 'admin', null, 'error'), 'BOLT', 'those of one severity');

select tests.login_as(tests.user('zed'), 'admin');
select is(
    suppliers.list_quality_findings(p_severity => 'error') #- '{items,0,id}'
    #- '{items,0,opened_at}' #- '{items,0,seen_at}',
    '{"items": [{"rule": "suppliers.dates_are_possible", "severity": "error",
       "project_id": 2001, "supplier_ids": [3002], "task_id": 7, "detail": "BOLT",
       "remedy": "Ask the supplier, then correct the date where it comes from."}],
      "next": null}'::jsonb,
    'an item says what it is about and what to do'
);
select is(
    suppliers.list_quality_findings(
        suppliers.list_quality_findings(null, 3) ->> 'next'
    ) #>> '{items,0,detail}',
    'PEN', 'the next page goes on'
);
select throws_ok(
    $$ select suppliers.list_quality_findings(p_rule => 'suppliers.nothing') $$,
    'PT422',
    'core.invalid_argument', 'an unknown rule is refused'
);

select * from finish();
rollback;
