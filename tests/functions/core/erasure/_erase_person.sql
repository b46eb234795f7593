-- Proves functions/core/erasure/_erase_person.sql.
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
insert into core.t_notes (id, author_id, body) values (1, md5('ada')::uuid, 'By Ada');
select core.t_note('1', 'insert', null, 'ada');
create function core.t_erase()
    returns jsonb
    language sql
as $$
    select core._erase_person(jsonb_populate_record(
        null::core.erasures,
        jsonb_build_object(
            'id', 9, 'person_kind', 'user', 'person_key', md5('ada')::uuid
        )
    ))
$$;
create function core.t_is_erasing()
    returns trigger
    language plpgsql
as $$
begin
    new.body := concat(
        new.body, core.is_erasing(), current_setting('rowhouse.reason')
    );
    return new;
end;
$$;
create trigger t10_note before update on core.t_notes
for each row execute function core.t_is_erasing();

select set_config('rowhouse.reason', 'mine', true);
select is(
    core.t_erase(), '{"core.t_notes": 1, "core.audit_entries": 1}',
    'rows and entries are counted'
);
select is(
    (select n.body from core.t_notes as n), '***terasure 9',
    'triggers know that it is an erasure, and which'
);
select is(core.is_erasing(), false, 'after it, it is none');
select is(current_setting('rowhouse.reason'), 'mine', 'and the reason is as before');
select is(core.t_erase(), '{}', 'a second one finds nothing');

select * from finish();
rollback;
