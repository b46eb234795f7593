-- concerts._read_page: the body of an answer as JSON; null where it is not JSON.
--
-- U+0000, which Postgres cannot store, is dropped. Attributes of setlist.fm's old form
-- (@name) lose their @.

create or replace function concerts._read_page(p_body text)
    returns jsonb
    language plpgsql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_page jsonb;
begin
    v_page := regexp_replace(
        p_body, '(?<!\\)((?:\\\\)*)\\u0000', '\1', 'g'
    )::jsonb;
    if jsonb_typeof(v_page) not in ('object', 'array') then
        return null;
    end if;
    return regexp_replace(v_page::text, '"@([A-Za-z]+)":', '"\1":', 'g')::jsonb;
exception
    when invalid_text_representation or untranslatable_character
        or numeric_value_out_of_range or statement_too_complex or program_limit_exceeded
    then
        return null;
end;
$$;

comment on function concerts._read_page(text) is
    'Return an object or an array; null for truncated text and for what is not JSON.';
