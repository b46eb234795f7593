-- core._read_person: the key of a person, spelled as the tables spell it.

create or replace function core._read_person(p_person_kind text, p_person_key text)
    returns text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_type text;
    v_key text;
begin
    select min(c.key_type) into v_type
    from core._list_personal_columns(p_person_kind) as c;
    if v_type is null then
        perform core.raise_error(
            'core.unknown_person_kind',
            format('%L is no kind of person.', core.excerpt(p_person_kind))
        );
    end if;
    perform core.read_text('person_key', p_person_key, 1, 200);
    begin
        execute format('select ($1::%s)::text', v_type) into v_key using p_person_key;
    exception
        when data_exception then
            perform core.raise_error(
                'core.invalid_argument',
                format('person_key %L is not a %s.', core.excerpt(p_person_key), v_type)
            );
    end;
    return v_key;
end;
$$;

comment on function core._read_person(text, text) is
$$The key of a person of a registered kind.

Errors: PT422 core.unknown_person_kind, PT422 core.invalid_argument.
$$;
