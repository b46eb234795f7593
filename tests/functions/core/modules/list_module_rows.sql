-- Proves functions/core/modules/list_module_rows.sql.
begin;
select plan(3);

select is_empty(
    $$ select * from core.list_module_rows('t_shop') $$,
    'a module without work has none to lose'
);

-- Given: a job, a running and a finished operation, a hold, a setting that has a value
-- and one that has not; a flag; a source of webhooks and a disabled one; a job, a
-- setting, a flag and a source of another module.
create schema t_shop;
create table t_shop.orders (id bigint primary key);
insert into core.job_kinds (kind, handler, max_attempts, backoff_seconds, description)
values ('t_shop.send', 'python', 3, 10, 'Sends.');
insert into core.job_kinds (kind, handler, max_attempts, backoff_seconds, description)
values ('t_shopping.send', 'python', 3, 10, 'Sends.');
do $$
begin
    perform core.enqueue('t_shop.send');
    perform core.enqueue('t_shopping.send');
end;
$$;
insert into core.operation_kinds (kind, chunk_function, description)
values ('t_shop.import', 't_shop.import', 'Imports.');
insert into core.operations (
    kind, status, total, failed, created_at, progressed_at, finished_at
)
values
('t_shop.import', 'running', 1, 0, now(), now(), null),
('t_shop.import', 'failed', 1, 1, now(), now(), now());
insert into core.legal_holds (held_table, reason, placed_at)
values ('t_shop.orders', 'A dispute.', now());
insert into core.settings (name, default_value, value, description)
values
('t_shop.size', '1', '2', 'Its size.'),
('t_shop.age', '1', null, 'Its age.'),
('t_shopping.size', '1', '2', 'Another''s.');
insert into core.feature_flags (name, created_at, updated_at)
values ('t_shop.new', now(), now()), ('t_shopping.new', now(), now());
insert into core.webhook_sources (name, job_kind, is_enabled, created_at)
values
('t-shop', 't_shop.send', true, now()),
('t-old', 't_shop.send', false, now()),
('t_shop.calls', null, true, now()),
('t-list', 't_shopping.send', true, now());

select set_eq(
    $$ select * from core.list_module_rows('t_shop') $$,
    $$ values
        ('core.jobs', 1::bigint), ('core.operations', 1), ('core.legal_holds', 1),
        ('core.settings', 1), ('core.feature_flags', 1), ('core.webhook_sources', 2) $$,
    'waiting jobs, running operations, holds, set values, flags, sources are counted'
);

set local role service_role;
select throws_ok(
    $$ select core.list_module_rows('t_shop') $$, '42501', null,
    'only the owner removes modules'
);

select * from finish();
rollback;
