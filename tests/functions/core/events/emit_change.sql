-- Proves functions/core/events/emit_change.sql.
begin;
select plan(1);

do $do$
begin
    perform core.emit_change('core:thing:1', 'updated', '1', 4, '{"a": 1}');
end;
$do$;
select results_eq(
    $$ select type, topic, entity_id, payload from core.events $$,
    $$ values (
        'core.thing.updated', 'core:thing:1', '1',
        '{"v": 1, "version": 4, "changed": {"a": 1}}'::jsonb
    ) $$,
    'a change is an event of its topic''s entity'
);

select * from finish();
rollback;
