-- Proves functions/core/attach/_drop_attachment.sql.
begin;
select plan(2);

-- Given: a table with a trigger of its own beside what is attached.
create table public.t_notes (id bigint primary key);
create trigger t91_own before update on public.t_notes
for each row execute function core.tg__touch();
do $$ begin
    perform core.attach_table('broadcast', 'public.t_notes', '{"roles": ["editor"]}');
    perform core._drop_attachment(a) from core.attachments as a;
end $$;

select results_eq(
    $$ select t.tgname::text collate "default" from pg_catalog.pg_trigger as t
    where t.tgrelid = 'public.t_notes'::regclass $$,
    array['t91_own'], 'its triggers go, and no other'
);
select is_empty(
    $$ select from core.topic_rules where prefix = 'public:t_notes' $$, 'its topic too'
);

select * from finish();
rollback;
