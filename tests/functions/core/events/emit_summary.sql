-- Proves functions/core/events/emit_summary.sql.
begin;
select plan(1);

do $do$
begin
    perform core.emit_summary('core:thing:1', 'inserted', 60, 51);
end;
$do$;
select results_eq(
    $$ select type, topic, entity_id, payload from core.events $$,
    $$ values (
        'core.thing.changed', 'core:thing:1', null::text,
        '{"v": 1, "version": 60, "verb": "inserted", "count": 51}'::jsonb
    ) $$,
    'many changes are one event'
);

select * from finish();
rollback;
