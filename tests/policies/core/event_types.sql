-- Proves policies/core/event_types.sql.j2.
begin;
select plan(7);

select * from tests.is_read_by(
    'core.event_types', 'anon, authenticated, service_role, app_worker, app_reader'
);

select throws_ok(
    $$ insert into core.event_types (type, topic, payload, description)
       values ('core.x', 'core:x', '{v: integer}', 'x') $$,
    '23514', null,
    'a type is <module>.<entity>.<past tense>'
);
select throws_ok(
    $$ insert into core.event_types (type, topic, payload, description)
       values ('core.x.done', 'core:x', '{id: bigint}', 'x') $$,
    '23514', null,
    'a payload begins with its version'
);

select * from finish();
rollback;
