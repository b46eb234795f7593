-- Proves functions/core/attach/_masked_columns.sql.
begin;
select plan(6);

-- Given: an audited table whose card is masked.
create table public.t_cards (id bigint primary key, card text, note text);
do $$ begin
    perform core.attach_table('audit', 'public.t_cards', '{"masked": ["card"]}');
end $$;

select
    is(
        core._masked_columns('public.t_cards', '{}'),
        '{}',
        'without a mask there is none'
    );
select is(
    core._masked_columns('public.t_cards', '{card}'), '{card}', 'the named one is'
);
alter table public.t_cards rename column card to old_card;
select is(
    core._masked_columns('public.t_cards', '{card}'), '{old_card,note}',
    'if it has another name, all are'
);
alter table public.t_cards add column card text;
select is(
    core._masked_columns('public.t_cards', '{card}'), '{old_card,note,card}',
    'also if another column has its name'
);

-- A restored dump: the table and its columns have other numbers.
update core.attachments set numbered_table = 1
where table_name = 'public.t_cards';
select is(
    core._masked_columns('public.t_cards', '{card}'), '{card}', 'there names count'
);
select is(
    core._masked_columns('core.settings', '{value}'),
    '{value}',
    'as for a table of a module'
);

select * from finish();
rollback;
