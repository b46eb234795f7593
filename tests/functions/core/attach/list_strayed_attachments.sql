-- Proves functions/core/attach/list_strayed_attachments.sql.
begin;
select plan(3);

-- Given: three attached tables, of which one is made again, and one only dropped.
create table public.t_same (id bigint primary key);
create table public.t_again (id bigint primary key);
create table public.t_gone (id bigint primary key);
do $$ begin
    perform core.attach_table('audit', t.name)
    from unnest('{public.t_same,public.t_again,public.t_gone}'::text[]) as t (name);
end $$;
drop table public.t_gone;
select is_empty(
    'select * from core.list_strayed_attachments()', 'a dropped table has not strayed'
);
drop table public.t_again;
create table public.t_again (id bigint primary key);
select results_eq(
    'select * from core.list_strayed_attachments()',
    $$ values ('public.t_again', 'audit') $$, 'one that is made again has'
);
do $$ begin perform core.attach_table('audit', 'public.t_again'); end $$;
select is_empty(
    'select * from core.list_strayed_attachments()', 'until it is attached to again'
);

select * from finish();
rollback;
