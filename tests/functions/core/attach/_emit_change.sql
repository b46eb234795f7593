-- Proves functions/core/attach/_emit_change.sql.
begin;
select plan(4);

-- Given: a table that is sent to webhooks, and one that is broadcast.
create table public.t_notes (id bigint primary key, a text, b text);
do $$ begin
    perform core.attach_table(
        'webhooks', 'public.t_notes', '{"roles": ["x"], "columns": ["b", "a"]}'
    );
    perform core.attach_table(
        'broadcast', 'public.t_notes', '{"roles": ["x"], "columns": ["b", "a"]}'
    );
end $$;
create function tests.emitted(p_kind text, p_operation text, p_old jsonb, p_new jsonb)
    returns jsonb language plpgsql as $$
declare
    v_made core.attachments;
begin
    select a.* into v_made from core.attachments as a where a.kind = p_kind;
    perform core._emit_change(
        v_made, '{id}', ('1', p_operation, p_old, p_new)::core.row_change
    );
    return (select e.payload - 'v' - 'key' - 'table' from core.events as e
        order by e.id desc limit 1);
end;
$$;

select is(
    tests.emitted(
        'webhooks', 'update', '{"id": 1, "a": 1, "b": 2}', '{"id": 1, "a": 3, "b": 2}'
    ),
    '{"record": {"a": 3, "b": 2}, "changed": ["a"]}'::jsonb, 'a webhook has the record'
);
select is(
    tests.emitted(
        'webhooks', 'update', '{"id": 1, "c": 1, "b": 2}', '{"id": 1, "c": 3, "b": 2}'
    ),
    '{"record": {"a": 3, "b": 2}, "changed": ["a"]}'::jsonb,
    'and is not sent for a column that is not listed'
);
select is(
    tests.emitted('broadcast', 'insert', null, '{"id": 1, "a": 3}'),
    '{"changed": {"a": 3}}'::jsonb, 'a broadcast has what there is of a new row'
);
select is(
    tests.emitted('broadcast', 'delete', '{"id": 1, "a": 3}', null), '{}'::jsonb,
    'and only the key of a deleted one'
);

select * from finish();
rollback;
