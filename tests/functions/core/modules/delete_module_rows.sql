-- Proves functions/core/modules/delete_module_rows.sql.
begin;
select plan(7);

-- Given: what two modules registered, one whose name begins as the other's.
create schema t_shop;
create table t_shop.orders (id bigint primary key);
insert into core.settings (name, default_value, description)
values ('t_shop.size', '1', 'Its size.'), ('t_shopping.size', '1', 'Another''s.');
insert into core.feature_flags (name, created_at, updated_at)
values ('t_shop.new', now(), now());
insert into core.job_kinds (kind, handler, max_attempts, backoff_seconds, description)
values ('t_shop.send', 'python', 3, 10, 'Sends.');
insert into core.revertible_tables (audited_table) values ('t_shop.orders');
insert into core.invariants (name, module, query, repair)
values ('t_shop.holds', 't_shop', 'select 1', 'None.');
insert into core.topic_rules (prefix, audience) values ('t_shop', 'everyone');
do $$ begin perform core.enqueue('t_shop.send'); end; $$;
insert into core.operation_kinds (kind, chunk_function, description)
values ('t_shop.import', 't_shop.import', 'Imports.');
insert into core.operations (
    kind, status, total, failed, created_at, progressed_at, finished_at
)
values ('t_shop.import', 'failed', 1, 1, now(), now(), now());
insert into core.idempotency_keys (
    scope, caller, key, request_sha256, answer, created_at, expires_at
)
values
('t_shop._add_order', 'sub:a', 'k', '\x00', '{"id": 1}', now(), now()),
('t_shopping._add_list', 'sub:a', 'k', '\x00', '{"id": 1}', now(), now());
insert into core.webhook_sources (name, job_kind, created_at)
values ('t-shop', 't_shop.send', now()), ('t-list', 't_shopping.send', now()),
('t_shop.calls', null, now());
create temporary table t_before as
select count(*) as settings from core.settings;

do $$ begin perform core.delete_module_rows('t_shop'); end; $$;

select is_empty(
    $$ select name from core.settings where name = 't_shop.size'
       union all select name from core.feature_flags where name = 't_shop.new'
       union all select kind from core.job_kinds where kind = 't_shop.send'
       union all select name from core.invariants where module = 't_shop'
       union all select prefix from core.topic_rules where prefix = 't_shop' $$,
    'its registrations go'
);
select is_empty(
    $$ select from core.revertible_tables
       where audited_table = 't_shop.orders'::regclass $$,
    'also those that name a table'
);
select is_empty(
    $$ select kind from core.jobs where kind = 't_shop.send'
       union all select kind from core.operations where kind = 't_shop.import' $$,
    'its work goes'
);
select results_eq(
    $$ select scope from core.idempotency_keys where scope like 't_shop%' $$,
    $$ values ('t_shopping._add_list') $$,
    'and its stored responses, which name rows that are gone'
);
select results_eq(
    $$ select name, is_enabled from core.webhook_sources
       where name in ('t-shop', 't-list', 't_shop.calls') order by name $$,
    $$ values ('t-list', true), ('t-shop', false), ('t_shop.calls', false) $$,
    'a source of webhooks stays for its receipts, and takes no more messages'
);
select is(
    (select b.settings - 1 from t_before as b), (select count(*) from core.settings),
    'and nothing of another module'
);

set local role service_role;
select throws_ok(
    $$ select core.delete_module_rows('t_shop') $$, '42501', null,
    'only the owner removes modules'
);

select * from finish();
rollback;
