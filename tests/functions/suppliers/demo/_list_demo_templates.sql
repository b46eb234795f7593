-- Proves functions/suppliers/demo/_list_demo_templates.sql.
begin;
select plan(3);

select is(
    (
        select jsonb_object_agg(n.phase, n.count)
        from (
            select
                coalesce(t.template ->> 'phase', 'none') as phase,
                count(*) as count
            from suppliers._list_demo_templates() as t
            group by 1
        ) as n
    ), '{"tooling": 30, "samples": 30, "production": 30, "none": 10}',
    'each phase has 30 templates'
);
select is(
    (
        select t.template from suppliers._list_demo_templates() as t
        where t.template ->> 'code' = 'T031'
    ),
    '{"code": "T031", "title": "Housing: first shot", "day": 118, "duration_days": 4,
      "phase": "samples", "capability": null}', 'a template has a day and a duration'
);
select is(
    (
        select count(distinct t.template ->> 'title')
        from suppliers._list_demo_templates() as t
    ), 100::bigint, 'and a title of its own'
);

select * from finish();
rollback;
