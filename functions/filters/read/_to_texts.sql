-- filters._to_texts: a JSON array of strings as an array; null stays null.

create or replace function filters._to_texts(p_array jsonb)
    returns text[]
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
    return case
        when jsonb_typeof(p_array) = 'array'
            then array(select jsonb_array_elements_text(p_array))
    end;

comment on function filters._to_texts(jsonb) is
    'The items of a JSON array; null for any other value.';
