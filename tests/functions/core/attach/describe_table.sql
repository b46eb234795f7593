-- Proves functions/core/attach/describe_table.sql.
begin;
select plan(2);

create table public."Users" (id bigint primary key, "apiKey" text, card_number text);
select is(
    core.describe_table('public."Users"'),
    '{"table": "public.\"Users\"", "schema": "public", "name": "Users", "key": ["id"],
      "columns": [
        {"name": "id", "type": "bigint", "is_secret": false},
        {"name": "apiKey", "type": "text", "is_secret": true},
        {"name": "card_number", "type": "text", "is_secret": true}
      ]}'::jsonb,
    'a table is described'
);
select throws_ok(
    $$ select core.describe_table('public.users') $$,
    'PT422',
    'core.unattachable_table',
    'or refused'
);

select * from finish();
rollback;
