-- Proves functions/core/erasure/_list_personal_columns.sql.
begin;
select plan(3);

-- Given: a table with a key of two columns.
create table core.t_pairs (room text, user_id uuid, primary key (room, user_id));
insert into core.personal_columns (
    table_name, column_name, person_kind, key_column, action, place
)
values
('core.t_pairs', 'user_id', 'core.t', 'user_id', 'delete', 3),
('core.t_gone', 'user_id', 'core.t', 'user_id', 'delete', 3);

-- Given: a table whose key only covers the column.
create table core.t_covered (
    id bigint, user_id uuid, primary key (id) include (user_id)
);
insert into core.personal_columns (
    table_name, column_name, person_kind, key_column, action, place
)
values ('core.t_covered', 'user_id', 'core.t_covering', 'user_id', 'delete', 3);

select results_eq(
    $$ select * from core._list_personal_columns('core.t') $$,
    $$ values (
        'core.t_pairs'::regclass, 'core.t_pairs', 'user_id', 'user_id', 'uuid', 1, 2,
        'delete', 3
    ) $$,
    'a column has the type of its key and the place in the primary key'
);
select is(
    (select c.key_place from core._list_personal_columns('core.t_covering') as c), null,
    'a column that the key covers has no place in it'
);
select is_empty(
    $$ select from core._list_personal_columns('core.t_other') $$,
    'a kind that nobody registered has no columns'
);

select * from finish();
rollback;
