-- Proves functions/core/attach/_row_values.sql.
begin;
select plan(2);

create table public.t_notes (id bigint, "Doc" json);
insert into public.t_notes values (1, '{"a": 1}'), (2, '"\u0000"');

select is(
    (
        select core._row_values('public.t_notes', n) from public.t_notes as n
where n.id = 1
    ),
    '{"id": 1, "Doc": {"a": 1}}'::jsonb, 'a row is its columns'
);
select is(
    (
        select core._row_values('public.t_notes', n) from public.t_notes as n
where n.id = 2
    ),
    '{"id": 2, "Doc": "\"\\u0000\""}'::jsonb, 'what jsonb cannot hold is text'
);

select * from finish();
rollback;
