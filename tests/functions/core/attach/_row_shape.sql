-- Proves functions/core/attach/_row_shape.sql.
begin;
select plan(4);

-- Given: keys of one and of two columns, one of a type of others.
create domain public.t_code as text;
create table public.t_one (id bigint primary key, "Big" text);
create table public.t_two (a integer, b public.t_code, primary key (b, a));
create table public.t_none (a integer);

select results_eq(
    $$ select s.keys, s.new_key, s.new_object, s.joins, s.columns, s.same
    from core._row_shape('public.t_one') as s $$,
    $$ values (
        '{id}'::text[], '_n_.id::text', 'jsonb_build_object(''id'', _n_.id)',
        '_o_.id = _n_.id', '{id,Big}'::text[],
        array[
            'row(_o_.id)::record *= row(_n_.id)::record',
            'row(_o_."Big")::record *= row(_n_."Big")::record'
        ]
    ) $$,
    'a key of one column'
);
select results_eq(
    $$ select s.keys, s.old_key, s.joins from core._row_shape('public.t_two') as s $$,
    $$ values (
        '{b,a}'::text[], 'jsonb_build_array(_o_.b::text, _o_.a::text)::text',
        '_o_.b::text = _n_.b::text and _o_.a = _n_.a'
    ) $$,
    'a key of two, in its order; a foreign type is joined by its text'
);
select ok(core._row_shape('public.t_none') is null, 'without a key there is none');
select ok(core._row_shape('public.t_one') is not null, 'with one there is');

select * from finish();
rollback;
