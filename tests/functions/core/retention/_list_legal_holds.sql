-- Proves functions/core/retention/_list_legal_holds.sql.
begin;
select plan(4);

-- Given: three tables in a row, the last with a loose reference, and one apart.
create table core.t_a (id bigint primary key);
create table core.t_b (
    id bigint primary key, a bigint references core.t_a on delete cascade
);
create table core.t_c (id bigint, b bigint references core.t_b on delete set null);
create table core.t_d (id bigint, a bigint references core.t_a on delete restrict);
do $$ begin
    perform
        core.place_legal_hold('core.t_c', 'One.'),
        core.place_legal_hold('core.t_d', 'Two.');
end $$;

set local role app_reader;
select results_eq(
    $$ select reason from core._list_legal_holds('core.t_c') $$,
    array['One.'], 'its own'
);
select results_eq(
    $$ select reason from core._list_legal_holds('core.t_a') $$, array['One.'],
    'and those of tables that would change with it, however far'
);
select is_empty(
    $$ select * from core._list_legal_holds('core.events') $$, 'another table has none'
);
select is_empty(
    $$ select * from core._list_legal_holds('no.such') $$,
    'nor has one that is not there'
);

select * from finish();
rollback;
