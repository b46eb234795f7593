-- Proves functions/suppliers/templates/_list_templates.sql.
begin;
select plan(3);

-- Given: the small project.
select tests.small_project();

select is(
    jsonb_path_query_array(
        suppliers._list_templates('{"project_id": 2001}'), '$[*].place'
    ),
    '[1, 2, 3, 4]', 'all templates come, by place'
);
select is(
    jsonb_path_query_first(
        suppliers._list_templates('{"project_id": 2001}'), '$[*] ? (@.code == "run")'
    ) - '{id, place}'::text[],
    '{"code": "run", "title": "Run", "phase": "production", "capability": null,
      "canonical_due": "2099-01-30", "duration_days": 5,
      "after": [{"code": "sample", "lag_days": 2, "is_implied": false}]}',
    'each with what comes before it'
);
select is(
    suppliers._list_templates('{"project_id": 1}'), '[]', 'a project may have none'
);

select * from finish();
rollback;
