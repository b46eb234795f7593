-- Proves functions/suppliers/templates/list_task_templates.sql.
begin;
select plan(4);

-- Given: the small project.
select tests.small_project();

select tests.login_as(tests.user('sam'), 'supplier');
select is(
    (
        select jsonb_agg(t.t - '{id,title,place}'::text[])
        from jsonb_array_elements(api.list_task_templates(2001) -> 'items') as t (t)
    ),
    '[{"code": "mould", "phase": "tooling", "capability": null,
       "canonical_due": "2099-01-09", "duration_days": 4, "after": []},
      {"code": "paint", "phase": null, "capability": "painting",
       "canonical_due": "2099-01-12", "duration_days": 1, "after": []},
      {"code": "sample", "phase": "samples", "capability": null,
       "canonical_due": "2099-01-16", "duration_days": 2,
       "after": [{"code": "mould", "lag_days": 0, "is_implied": true}]},
      {"code": "run", "phase": "production", "capability": null,
       "canonical_due": "2099-01-30", "duration_days": 5,
       "after": [{"code": "sample", "lag_days": 2, "is_implied": false}]}]',
    'a supplier reads the templates of its project, in a topological order'
);
select is(
    (
        select array[a.a #>> '{items, 0, code}', b.b #>> '{items, 0, code}']
        from api.list_task_templates(2001, page_size => 1) as a (a)
        cross join lateral api.list_task_templates(2001, a.a ->> 'next', 1) as b (b)
    ),
    array['mould', 'paint'], 'pages follow each other'
);
select is(
    (
        select array_agg(tests.why(format('select api.list_task_templates(%s)', a.a)))
        from unnest(array[
            '2002', 'null', '0', '2001, $$x$$', '2001, null, 0', '2001, null, null'
        ]) as a (a)
    ),
    array[
        'PT404 suppliers.unknown_project', 'PT404 suppliers.unknown_project',
        'PT404 suppliers.unknown_project', 'PT422 core.invalid_cursor',
        'PT422 core.invalid_page_size', 'PT422 core.invalid_page_size'
    ],
    'a project of others does not exist'
);
select tests.login_as(tests.user('sam'), 'supplier');
set local transaction_read_only = on;
select throws_ok(
    'select api.list_task_templates(2001)', 'PT405', 'core.post_only',
    'a GET, which cannot be logged, is refused'
);

select * from finish();
rollback;
