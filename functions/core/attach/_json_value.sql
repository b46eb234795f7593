-- core._json_value: a value as jsonb; one that jsonb cannot hold, as its text.
--
-- A trigger of an attachment must not be the reason why a write fails. `concat` asks
-- the output function of the type, never a cast.

create or replace function core._json_value(p_value anyelement)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    return to_jsonb(p_value);
exception
    when others then
        return to_jsonb(concat(p_value));
end;
$$;

comment on function core._json_value(anyelement) is
    'to_jsonb, or the text of the value as a JSON string; null stays null.';
