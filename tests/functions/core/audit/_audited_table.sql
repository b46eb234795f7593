-- Proves functions/core/audit/_audited_table.sql.
begin;
select plan(9);

select is(
    (core._audited_table('core.settings')).key, 'r.name::text',
    'the key of one column is its text'
);
select is(
    (core._audited_table('core.settings')).masked, '{}'::text[],
    'nothing is masked unless its trigger says so'
);

-- Given: an audited table with a key of two columns, in another order, and masks.
create table core.t_pairs (
    b text, "Order" int, secret text, pin text, primary key ("Order", b)
);
create trigger t80_audit_update after update on core.t_pairs
for each statement execute function core.tg__refuse_change('secret', 'pin');

select is(
    (core._audited_table('core.t_pairs')).key,
    'jsonb_build_array(r."Order"::text, r.b::text)::text',
    'one of several columns is a JSON array, in the order of the key'
);
select is(
    (core._audited_table('core.t_pairs')).given_key,
    'jsonb_build_array(($1 ->> 0)::integer::text, ($1 ->> 1)::text::text)::text',
    'what a caller gives is read as the types of the key'
);
select is(
    (core._audited_table('core.t_pairs')).masked, '{secret,pin}'::text[],
    'masked columns are the arguments of the trigger'
);

-- Given: an attached table whose key has an index that covers another column.
create table public.t_covered (id bigint, a text, primary key (id) include (a));
select core.attach_table('audit', 'public.t_covered', '{}');
insert into public.t_covered values (7, 'old');
update public.t_covered set a = 'new'
where id = 7;

select is(
    (core._audited_table('public.t_covered')).key, 'r.id::text',
    'a covered column does not belong to the key'
);
select is(
    (core._audited_table('public.t_covered')).parts, 1, 'nor does it count as one'
);
select is(
    array(
        select distinct e.row_id
        from core.audit_entries as e
        where e.table_name = 'public.t_covered'
    ),
    array[core._audited_row_id('public.t_covered', '7')],
    'so a row has the key that its entries have'
);
select is(
    tests.refusal($$ select core._audited_table('core.audit_entries') $$) ->> 'key',
    'core.table_not_audited', 'a table without audit is refused'
);

select * from finish();
rollback;
