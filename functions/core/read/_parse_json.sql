-- core._parse_json: a caller's text as JSON; null when it is none, or is too much.
--
-- Postgres parses JSON by recursion, so a text of 100,000 brackets would end in an
-- error of the parser's stack. The depth is found without one: strings are dropped,
-- then the innermost pairs of brackets, at most 32 times; whatever is left is deeper.
-- Each step reads the text once.

create or replace function core._parse_json(p_text text, p_most integer)
    returns jsonb
    language plpgsql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_brackets text;
begin
    if length(p_text) > p_most then
        return null;
    end if;

    v_brackets := regexp_replace(p_text, '"([^"\\]|\\.)*"?', '', 'g');
    v_brackets := regexp_replace(v_brackets, '[^][{}]+', '', 'g');
    for i in 1 .. 32 loop
        exit when v_brackets = '';
        v_brackets := replace(replace(v_brackets, '[]', ''), '{}', '');
    end loop;
    if v_brackets <> '' then
        return null;
    end if;

    return p_text::jsonb;
exception
    when data_exception then
        return null;
end;
$$;

grant execute on function core._parse_json(text, integer)
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core._parse_json(text, integer) is
$$The JSON that a text holds; null for anything else.

Null too for more than p_most characters, and for more levels than 32 or so.
$$;
