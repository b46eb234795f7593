-- Proves functions/core/attach/_add_trigger.sql.
begin;
select plan(3);

-- Given: a table with a trigger of its own.
create table public.t_notes (id bigint primary key);
create trigger t80_audit_insert before update on public.t_notes
for each row execute function core.tg__touch();

select lives_ok(
    $$ select core._add_trigger(
        'public.t_notes', 't80_x', 'before update',
        'for each row execute function core.tg__touch()'
    ) $$,
    'a trigger is made'
);
select is(
    (
        select obj_description(t.oid, 'pg_trigger') from pg_catalog.pg_trigger as t
        where t.tgname = 't80_x' and t.tgrelid = 'public.t_notes'::regclass
    ),
    'Attached by Rowhouse: core.attachments.', 'it says whose it is'
);
select throws_ok(
    $$ select core.attach_table('audit', 'public.t_notes') $$,
    'PT422', 'core.unattachable_table', 'a trigger of the table''s own is not replaced'
);

select * from finish();
rollback;
