-- Proves functions/core/attach/_audited_name.sql.
begin;
select plan(1);

create table public."T Odd" (id bigint);
select is(
    core._audited_name('public."T Odd"'), 'public.T Odd', 'a name without quotes'
);

select * from finish();
rollback;
