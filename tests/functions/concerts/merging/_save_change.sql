-- Proves functions/concerts/merging/_save_change.sql.
begin;
select plan(2);

insert into concerts."merges" (id, entity, keep_id, drop_ids, made_at)
overriding system value values (1, 'show', 1, '{2}', core.now());
do $$ begin
    perform
        concerts._save_change(1, 'concerts.shows', '{"id": 1}', o.old, o.new)
    from (
        values
        ('{"a": 1, "b": 2}'::jsonb, '{"a": 1, "b": 3}'::jsonb), ('{"a": 1}', null),
        (null, '{"a": 1}'), ('{"a": 1}', '{"a": 1}')
    ) as o (old, new);
end; $$;
select results_eq(
    'select r.step, r.operation from concerts.merge_rows as r order by r.step',
    $$ values (1, 'update'), (2, 'delete'), (3, 'insert') $$, 'a step for each change'
);
select is(
    (
        select r.old_values from concerts.merge_rows as r
        where r.step = 1
    ),
    '{"b": 2}'::jsonb, 'with what differs'
);

select * from finish();
rollback;
