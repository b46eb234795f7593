-- Proves functions/core/erasure/_try_erasure.sql.
begin;
select plan(2);

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
insert into core.t_notes (id, author_id, body) values (1, md5('ada')::uuid, 'By Ada');

select is(
    core._try_erasure(jsonb_populate_record(
        null::core.erasures,
        jsonb_build_object(
            'id', 9, 'person_kind', 'user', 'person_key', md5('ada')::uuid
        )
    )),
    '{"core.t_notes": 1}', 'it says what would be erased'
);
select is((select n.body from core.t_notes as n), 'By Ada', 'and erases nothing');

select * from finish();
rollback;
