-- Proves sql/seeds/suppliers/retention_policies.sql.j2.
begin;
select plan(2);

select set_has(
    $$ select table_name, method, column_name, keep from core.retention_policies $$,
    $$ values
        ('suppliers.task_history', 'predicate', 'changed_at', '10 years'::interval),
        ('suppliers.task_notices', 'predicate', 'noticed_at', '1 year'::interval),
        ('suppliers.digests', 'predicate', 'made_at', '90 days'),
        ('suppliers.calendar_tokens', 'predicate', 'revoked_at', '90 days') $$,
    'the retention of suppliers'
);
insert into suppliers.calendar_tokens (user_id, name, token_hash, created_at, revoked_at)
values
(tests.user('ada'), 'One', sha256('one'), '2020-01-01', '2020-01-02'),
(tests.user('ada'), 'Two', sha256('two'), '2020-01-01', null);
select is(
    (core.apply_retention('suppliers.calendar_tokens')).rows, 1::bigint,
    'a token that is used is kept'
);

select * from finish();
rollback;
