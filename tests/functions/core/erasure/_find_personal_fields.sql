-- Proves functions/core/erasure/_find_personal_fields.sql.
begin;
select plan(6);

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
create table core.t_members (room text, user_id uuid, primary key (room, user_id));
insert into core.personal_columns (table_name, column_name, key_column, action)
values ('core.t_members', 'user_id', 'user_id', 'delete');
create function core.t_found(p_person text)
    returns text[]
    language sql
as $$
    select array_agg(f.it order by f.it)
    from (
        select format('%s %s %s', e.row_id, e.operation, u.field) as it
        from core._find_personal_fields('user', md5(p_person)::uuid::text) as f
        inner join core.audit_entries as e on f.entry_id = e.id
        cross join unnest(f.fields) as u (field)
    ) as f
$$;

-- Note 1: Ada writes it, changes the body, gives it to Bob, who changes it twice.
select core.t_note('1', 'insert', null, 'ada');
select core.t_note('1', 'update', '{"body": "first"}', 'ada');
select core.t_note('1', 'update', jsonb_build_object('author_id', md5('ada')::uuid));
select core.t_note('1', 'update', '{"body": "second"}', 'bob');
select core.t_note('1', 'update', '{"body": null}', 'bob');
select core.t_note('1', 'delete', jsonb_build_object(
    'id', 1, 'author_id', md5('bob')::uuid, 'body', 'last', 'reader_id',
    md5('ada')::uuid
));

select is(
    core.t_found('ada'),
    '{1 delete old.reader_id, 1 insert who, 1 update old.author_id, 1 update old.body,
      1 update who}',
    'a value belongs to whom the key named then; null belongs to nobody'
);
select is(
    core.t_found('bob'),
    '{1 delete old.author_id, 1 delete old.body, 1 update old.body, 1 update who,
      1 update who}',
    'whoever came later has the later ones'
);
select is(
    (
        select array_agg(e.old_values ->> 'body')
        from core._find_personal_fields('user', md5('ada')::uuid::text) as f
        inner join core.audit_entries as e on f.entry_id = e.id
        where 'old.body' = any(f.fields)
    ),
    '{first}', 'and each value has one owner'
);
select is(core.t_found('zoe'), null, 'a stranger has none');

-- A member of a room: the key of the row has the person.
insert into core.audit_entries (table_name, row_id, operation, role)
values
(
    'core.t_members', jsonb_build_array('r', md5('eve')::uuid)::text, 'insert',
    'postgres'
);
select is(
    (
        select array_agg(f.fields::text)
        from core._find_personal_fields('user', md5('eve')::uuid::text) as f
    ),
    '{"{row_id}"}', 'a key that is the person is a field'
);

-- A kind whose key is the key of the row.
insert into core.personal_columns (
    table_name, column_name, person_kind, key_column, action
)
values ('core.t_people', 'name', 'core.t_person', 'id', 'mask');
create table core.t_people (id bigint primary key, name text);
insert into core.audit_entries (table_name, row_id, operation, role, old_values)
values
('core.t_people', '1', 'update', 'postgres', '{"name": "Eve"}'),
('core.t_people', '2', 'update', 'postgres', '{"name": "Zoe"}');
select is(
    (
        select array_agg(f.fields::text)
        from core._find_personal_fields('core.t_person', '1') as f
    ),
    '{"{old.name}"}', 'the key itself is not, where it is not listed'
);

select * from finish();
rollback;
