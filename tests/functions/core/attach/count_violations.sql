-- Proves functions/core/attach/count_violations.sql.
begin;
select plan(4);

-- Given: 1,000 rows, of which ten are too long, and one of those is empty elsewhere.
create table public.t_notes (id bigint primary key, title text, note text default 'x');
insert into public.t_notes (id, title)
select
    i.n,
    repeat('x', case when i.n % 100 = 0 then 20 else 5 end) as title
from generate_series(1, 1000) as i (n);
update public.t_notes set note = null
where id = 100;
create function tests.counted(
    p_seconds double precision
) returns jsonb language sql as $$
    select core.count_violations(
        'public.t_notes',
        '[{"name": "short", "field": "title", "kind": "length", "argument": {"max": 9}},
          {"name": "given", "field": "note", "kind": "required"},
          {"name": "loud", "field": "title", "kind": "pattern", "severity": "warning",
           "argument": {"pattern": "!$"}}]',
        p_seconds
    )
$$;

select is(
    tests.counted(60),
    '{"rows": 1000, "violating": 10, "rules": {"short": 10, "given": 1},
      "is_whole": true}'::jsonb,
    'rows are counted, and by rule'
);
select is(
    tests.counted(0) - 'rules' - 'violating', '{"rows": 100, "is_whole": false}'::jsonb,
    'it ends in time, and says so'
);
select is_empty(
    'select from core.validation_rules where entity ~ ''there''', 'no rule stays'
);
select throws_ok(
    $$ select core.count_violations(
        'public.t_notes', '[{"name": "a", "kind": "b"}]'
    ) $$,
    'PT422', 'core.invalid_attachment', 'a rule that cannot be is refused'
);

select * from finish();
rollback;
