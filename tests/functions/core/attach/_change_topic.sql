-- Proves functions/core/attach/_change_topic.sql.
begin;
select plan(6);

-- Given: two attachments, of which one names an owner.
create table public.t_notes (id bigint primary key, owner text);
do $$ begin
    perform core.attach_table('broadcast', 'public.t_notes', '{"owner": "owner"}');
    perform core.attach_table(
        'webhooks', 'public.t_notes', '{"roles": ["a"], "columns": []}'
    );
end $$;
create function tests.topic(p_kind text, p_row jsonb) returns text language sql as $$
    select core._change_topic(a, p_row) from core.attachments as a where a.kind = p_kind
$$;

select
    is(
        tests.topic('webhooks', '{}'),
        'public:t_notes_rows',
        'without an owner, the name'
    );
select
    is(
        tests.topic('broadcast', '{"owner": "ada"}'),
        'public:t_notes:ada',
        'with one, his'
    );
select
    is(
        tests.topic('broadcast', r.it),
        null,
        'heard by no user: ' || left(r.it::text, 20)
    )
from (
    values
    ('{}'::jsonb), ('{"owner": null}'), ('{"owner": ""}'),
    (jsonb_build_object('owner', repeat('x', 901)))
) as r (it);

select * from finish();
rollback;
