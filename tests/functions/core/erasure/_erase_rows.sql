-- Proves functions/core/erasure/_erase_rows.sql.
begin;
select plan(5);

-- Given: a table of notes, audited as the macro does, of two persons.
create table core.t_notes (
    id bigint primary key, author_id uuid, body text, reader_id uuid
);
create function core.t_note(
    p_id text, p_operation text, p_old jsonb, p_actor text default null
)
    returns void
    language plpgsql
as $$
begin
    insert into core.audit_entries (
        table_name, row_id, operation, role, old_values, actor_id, reason
    )
    values (
        'core.t_notes', p_id, p_operation, 'postgres', p_old, md5(p_actor)::uuid, 'why'
    );
end;
$$;
insert into core.personal_columns (table_name, column_name, key_column, action, place)
values
('core.t_notes', 'author_id', 'author_id', 'null', 5),
('core.t_notes', 'body', 'author_id', 'mask', 5),
('core.t_notes', 'reader_id', 'reader_id', 'null', 5);
insert into core.t_notes (id, author_id, body, reader_id)
values
(1, md5('ada')::uuid, 'By Ada', md5('bob')::uuid),
(2, md5('bob')::uuid, 'By Bob', md5('ada')::uuid),
(3, md5('bob')::uuid, 'By Bob', null);
insert into core.notifications (user_id, kind, created_at)
values (tests.user('ada'), 'core.t', now()), (tests.user('bob'), 'core.t', now());

select is(
    core._erase_rows('user', md5('ada')::uuid::text),
    '{"core.t_notes": 2, "core.notifications": 1}', 'it counts rows by table'
);
select results_eq(
    'select body, author_id, reader_id from core.t_notes order by id',
    $$ values
        ('***', null, md5('bob')::uuid), ('By Bob', md5('bob')::uuid, null),
        ('By Bob', md5('bob')::uuid, null) $$,
    'values become null or "***"; those of others stay'
);
select results_eq(
    'select user_id from core.notifications', $$ values (tests.user('bob')) $$,
    'rows about the person go'
);
select is(
    core._erase_rows('user', md5('ada')::uuid::text), '{}', 'a second run finds nothing'
);
select is(
    (select count(*) from core.t_notes), 3::bigint, 'rows that name the person stay'
);

select * from finish();
rollback;
