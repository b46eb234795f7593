-- Proves functions/suppliers/calendar_feed/list_calendar_tokens.sql.
begin;
select plan(4);

-- Given: three tokens of ada, and one of bob.
insert into suppliers.calendar_tokens (user_id, name, token_hash, created_at)
select
    tests.user(t.owner) as user_id,
    t.name,
    sha256(convert_to(t.name, 'UTF8')) as token_hash,
    now() as created_at
from (
    values ('ada', 'One'), ('ada', 'Two'), ('bob', 'Bob'), ('ada', 'Three')
) as t (owner, name);

select tests.login_as(tests.user('ada'));
select is(
    jsonb_path_query_array(suppliers.list_calendar_tokens(), '$.items[*].name'),
    '["Three", "Two", "One"]'::jsonb, 'own tokens, newest first'
);
select is(
    suppliers.list_calendar_tokens(suppliers.list_calendar_tokens(null, 2) ->> 'next')
    #>> '{items, 0, name}',
    'One', 'the next page goes on'
);
select is(
    array(
        select jsonb_object_keys(suppliers.list_calendar_tokens() #> '{items, 0}')
        order by 1
    ),
    '{created_at,name,revoked_at,token_id}', 'neither token nor hash is shown'
);
select throws_ok(
    $$ select suppliers.list_calendar_tokens('x') $$, 'PT422', 'core.invalid_cursor',
    'a cursor is one of this list'
);

select * from finish();
rollback;
