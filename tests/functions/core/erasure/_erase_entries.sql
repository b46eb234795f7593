-- Proves functions/core/erasure/_erase_entries.sql.
begin;
select plan(3);

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
select core.t_note('1', 'insert', null, 'ada');
select core.t_note(
    '1', 'update', jsonb_build_object('author_id', md5('ada')::uuid), 'bob'
);

select is(
    core._erase_entries(9, 'user', md5('ada')::uuid::text), 2::bigint,
    'it counts the entries'
);
select is_empty(
    $$ select from core.audit_entries as e
       where strpos(e::text, md5('ada')::uuid::text) > 0 $$,
    'no entry names the person any more'
);
select is(
    core._erase_entries(10, 'user', md5('ada')::uuid::text), 0::bigint,
    'a second run finds nothing'
);

select * from finish();
rollback;
