-- Proves functions/concerts/merging/_emit_merge.sql.
begin;
select plan(2);

insert into concerts."merges" (id, entity, keep_id, drop_ids, made_at)
overriding system value values (1, 'show', 1, '{2}', core.now());
do $$ begin
    perform concerts._emit_merge(1, false), concerts._emit_merge(1, true);
end; $$;
select results_eq(
    $$ select e.type from core.events as e
       where e.topic = 'concerts:records' order by e.id $$,
    $$ values ('concerts.record.merged'), ('concerts.record.separated') $$, 'events'
);
select is(
    (
        select e.payload -> 'drop_ids' from core.events as e
        where e.type ~ 'merged'
    ),
    '[2]'::jsonb, 'with the ids'
);

select * from finish();
rollback;
