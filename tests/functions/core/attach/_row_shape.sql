-- Proves functions/core/attach/_row_shape.sql.
begin;
select plan(4);

-- Given: keys of one and of two columns, and a column that jsonb may not hold.
create domain public.t_code as text;
create table public.t_one (id bigint primary key, "Big" text);
create table public.t_two (a integer, b public.t_code, c json, primary key (b, a));
create table public.t_none (a integer);

select results_eq(
    $$ select s.keys, s.new_key, s.old_row from core._row_shape('public.t_one') as s $$,
    $$ values (
        '{id}'::text[], '_n_.id::text',
        '(select to_jsonb(_x_.*) from (select _o_.id, _o_."Big") as _x_)'
    ) $$,
    'a key of one column'
);
select results_eq(
    $$ select s.keys, s.old_key, s.new_row from core._row_shape('public.t_two') as s $$,
    $$ values (
        '{b,a}'::text[], 'jsonb_build_array(_o_.b::text, _o_.a::text)::text',
        '(select to_jsonb(_x_.*) from '
        '(select _n_.a, _n_.b, core._json_value(_n_.c) as c) as _x_)'
    ) $$,
    'a key of two, in its order; json goes through a function'
);
select ok(core._row_shape('public.t_none') is null, 'without a key there is none');
select ok(core._row_shape('public.t_one') is not null, 'with one there is');

select * from finish();
rollback;
