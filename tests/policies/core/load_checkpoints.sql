-- Proves policies/core/load_checkpoints.sql.j2.
begin;
select plan(7);

-- Given: one load that has begun.
insert into core.load_checkpoints (key, table_name, file_name)
values (repeat('a', 64), 'filters.transactions', 'july.csv');

select * from tests.is_read_by('core.load_checkpoints', 'service_role, app_reader');

select throws_ok(
    $$ insert into core.load_checkpoints (key, table_name, file_name)
       values ('july.csv', 't', 'f') $$,
    '23514', null,
    'a key is a SHA-256'
);
select throws_ok(
    $$ update core.load_checkpoints set rows_rejected = 1 where rows_read = 0 $$,
    '23514', null,
    'no more rows are rejected than were read'
);

select * from finish();
rollback;
