-- commerce._read_reference: the vendor's number in an acknowledgement; null: none.

create or replace function commerce._read_reference(p_body text)
    returns text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_body jsonb;
begin
    v_body := core.read_json('body', to_jsonb(p_body), 'object', 100000);
    if jsonb_typeof(v_body -> 'reference') in ('string', 'number') then
        return core.read_text('reference', v_body ->> 'reference', 1, 200);
    end if;
    return null;
exception
    when sqlstate 'PT422' then
        return null;
end;
$$;

comment on function commerce._read_reference(text) is
    'The text or number `reference` of a JSON object, of 1 to 200 characters.';
