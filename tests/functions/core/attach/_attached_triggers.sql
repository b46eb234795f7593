-- Proves functions/core/attach/_attached_triggers.sql.
begin;
select plan(2);

-- Given: a table with a trigger of its own beside what is attached.
create table public.t_notes (id bigint primary key, title text);
create trigger t91_own before update on public.t_notes
for each row execute function core.tg__touch();
do $$ begin
    perform core.attach_table('audit', 'public.t_notes');
    perform core.attach_table('broadcast', 'public.t_notes', '{"roles": ["editor"]}');
    perform core.attach_table(
        'webhooks', 'public.t_notes', '{"roles": ["editor"], "columns": ["title"]}'
    );
end $$;

select results_eq(
    $$ select t.tgname::text collate "default"
    from core.attachments as a, core._attached_triggers(a) as t
    where a.kind = 'broadcast' $$,
    array[
        't90_broadcast_delete', 't90_broadcast_insert', 't90_broadcast_truncate',
        't90_broadcast_update'
    ],
    'an attachment has its own triggers only'
);
select is(
    (
        select count(*) from core.attachments as a, core._attached_triggers(a)
        where a.kind = 'audit'
    ),
    4::bigint, 'and not those of others'
);

select * from finish();
rollback;
