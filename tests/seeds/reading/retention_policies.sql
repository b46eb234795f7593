-- Proves sql/seeds/reading/retention_policies.sql.j2.
begin;
select plan(1);

select set_eq(
    $$ select table_name, keep, is_enabled from core.retention_policies
       where table_name like 'reading.%' $$,
    $$ values
        ('reading.tombstones', interval '90 days', true),
        ('reading.conflicts', interval '90 days', true),
        ('reading.clock_corrections', interval '90 days', true) $$,
    'what reading forgets, it forgets after 90 days'
);

select * from finish();
rollback;
