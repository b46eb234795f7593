-- Proves functions/core/attach/leave_database.sql.
begin;
select plan(2);

create table public.t_notes (id bigint primary key);
do $$ begin
    perform core.attach_table('audit', 'public.t_notes');
    perform core.leave_database();
end $$;
select
    is(
        (select count(*) from core.attachments),
        0::bigint,
        'nothing is attached any more'
    );
select triggers_are('public', 't_notes', '{}'::name[], 'no trigger is left');

select * from finish();
rollback;
